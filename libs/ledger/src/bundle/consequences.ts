import type { EntryFields } from '../entry.js';
import type { FaultCode } from './verdict.js';

/** What links a fault to others: the object and the request of its entry, as far as they can be read. */
export type About = Partial<Pick<EntryFields, 'objectId' | 'requestId'>>;

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

/** Tells faults that may follow from one before them, by the object or the request that they share. */
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
    const { objectId, requestId } = this.about ?? {};
    const links = [objectId, requestId].filter((link) => link !== undefined);
    const follows = following.has(code) && (this.isBlind || links.some((link) => this.faulty.has(link)));
    for (const link of links) this.faulty.add(link);
    if ((objectId === undefined && blinding.has(code)) || this.faulty.size > linksMax) this.isBlind = true;
    return follows;
  }
}
