import type { EntryFields } from '../entry.js';
import type { FaultCode } from './verdict.js';

/** What links a fault to others, as far as it can be read: object and request of its entry, and what it is about. */
export type About = Partial<Pick<EntryFields, 'objectId' | 'requestId' | 'body'>>;

/** Faults to which an entry leads that was altered before them or is not there. */
const following: ReadonlySet<FaultCode> = new Set([
  'version-order',
  'illegal-step',
  'state-differs',
  'state-early',
  'opening-missing',
]);

/** After these nobody knows of which object an entry is missing. */
const blinding: ReadonlySet<FaultCode> = new Set([
  'line-form',
  'index-order',
  'entries-missing',
  'truncated',
  'entry-form',
]);

/** More than this many objects and requests with faults are not told apart. */
const linksMax = 20_000;

/** Tells faults that may follow from one before them, by the object, the request or the recommendation that they share. */
export class Consequences {
  private readonly faulty = new Set<string>();
  private isBlind = false;
  /** The entry that is being checked. */
  private about: About | null = null;

  /** An entry is about to be checked; null when it has been. */
  look(about: About | null): void {
    this.about = about;
  }

  /** Takes a fault. Answers whether it may follow from an earlier one. */
  take(code: FaultCode): boolean {
    const { objectId, requestId, body } = this.about ?? {};
    const links = [objectId, requestId, recommendationOf(body)].filter((link) => link !== undefined);
    const follows = following.has(code) && (this.isBlind || links.some((link) => this.faulty.has(link)));
    for (const link of links) this.faulty.add(link);
    if ((objectId === undefined && blinding.has(code)) || this.faulty.size > linksMax) this.isBlind = true;
    return follows;
  }
}

/** The recommendation to which an object is added by its first entry. */
function recommendationOf(body: unknown): string | undefined {
  const { set } = (body ?? {}) as { set?: { recommendationId?: unknown } | null };
  const id = set?.recommendationId;
  return typeof id === 'string' ? id : undefined;
}
