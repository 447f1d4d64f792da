import { LRUCache } from 'lru-cache';
import { Refusal } from '#contracts';

/** How often something may be done: so many times at once, and so many a second in the long run. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** What one node takes at most. People stay far below it; a script that does not wait does not. */
export interface Limits {
  /** Requests from one network address, whoever is behind it: an office has one for hundreds of people. */
  address: Rate;
  /** Requests of nobody in particular that change something, such as sign-ins, from one network address. */
  knocking: Rate;
  /** Requests of one person. */
  person: Rate;
  /** Requests of one person that change something. */
  changes: Rate;
  /** Frames that one socket sends. */
  frames: Rate;
  socketsOfPerson: number;
  uploadsOfPerson: number;
  /** Uploads at once on a node. */
  uploads: number;
}

export const defaultLimits: Limits = {
  address: { burst: 3_000, perSecond: 100 },
  knocking: { burst: 100, perSecond: 2 },
  person: { burst: 600, perSecond: 30 },
  changes: { burst: 200, perSecond: 5 },
  frames: { burst: 100, perSecond: 5 },
  socketsOfPerson: 30,
  uploadsOfPerson: 3,
  uploads: 20,
};

/** The same, so many times as generous. */
export function scaledLimits(factor: number): Limits {
  const scaled = ({ burst, perSecond }: Rate): Rate => ({
    burst: burst * factor,
    perSecond: perSecond * factor,
  });
  const { address, knocking, person, changes, frames, ...counts } = defaultLimits;
  return {
    address: scaled(address),
    knocking: scaled(knocking),
    person: scaled(person),
    changes: scaled(changes),
    frames: scaled(frames),
    socketsOfPerson: counts.socketsOfPerson * factor,
    uploadsOfPerson: counts.uploadsOfPerson * factor,
    uploads: counts.uploads * factor,
  };
}

interface Bucket {
  left: number;
  /** When `left` was right, in milliseconds. */
  at: number;
}

/** Buckets that fill with time and are emptied by use, one for each key, in the memory of this node. */
export class Pace {
  private readonly buckets = new LRUCache<string, Bucket>({ max: 100_000 });

  constructor(
    private readonly rate: Rate,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Takes one from the key's bucket. @returns 0, or after how many seconds there will be one */
  take(key: string): number {
    const { burst, perSecond } = this.rate;
    const now = this.clock();
    const bucket = this.buckets.get(key) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
    const isThere = left >= 1;
    this.buckets.set(key, { left: isThere ? left - 1 : left, at: now });
    return isThere ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
  }

  /** @throws Refusal where the key's bucket is empty; it says when to come back */
  demand(key: string): void {
    const retryAfterSeconds = this.take(key);
    if (retryAfterSeconds > 0)
      throw new Refusal('too-many-requests', `wait ${retryAfterSeconds} s`, { retryAfterSeconds });
  }
}

/** Places that are taken for a while and given back, so many for each key. */
export class Places {
  private readonly taken = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Takes one. @returns whether there was one */
  take(key: string): boolean {
    const count = this.taken.get(key) ?? 0;
    if (count >= this.most) return false;
    this.taken.set(key, count + 1);
    return true;
  }

  giveBack(key: string): void {
    const count = this.taken.get(key) ?? 0;
    if (count > 1) this.taken.set(key, count - 1);
    else this.taken.delete(key);
  }
}
