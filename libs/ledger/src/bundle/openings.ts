import type { Opening } from '#contracts';
import { NotCanonicalError } from '../canonical-json.js';
import { commitmentsIn, isOpeningOf } from '../commitment.js';
import type { EntryFields } from '../entry.js';
import type { Sha256 } from '../hashing.js';
import { counted, type Findings } from './findings.js';
import type { EntryLine } from './lines.js';
import type { Place } from './verdict.js';

/** An entry some of whose commitments are not opened. */
interface Unopened {
  place: Place & { index: number; entryId: string };
  paths: string[];
  /** Leaf index of the redaction that each of them is said to be taken out by. */
  saidBy: ReadonlyMap<string, number>;
}

/** What an entry's commitments hold, and the places that stay closed. */
export interface FoundOpenings {
  openings: Opening[];
  redacted: string[];
}

const nothing: FoundOpenings = { openings: [], redacted: [] };

/** Entries that are on the list of one redaction. */
const targetsMax = 10_000;

/**
 * Holds openings against commitments. A commitment without an opening is remembered until an approved redaction of
 * the bundle lists it; what is left at the end was withheld.
 */
export class Openings {
  private readonly unopened = new Map<string, Unopened>();
  /** Leaf indices at which a redaction is said to stand, and whether they are outside the export. */
  private readonly said = new Map<number, boolean>();
  opened = 0;

  constructor(
    private readonly sha256: Sha256,
    private readonly findings: Findings,
  ) {}

  /**
   * Checks the openings of an entry.
   *
   * @returns the openings that hold, and the places that stay closed
   */
  check(
    { id, body }: EntryFields,
    { canon, openings: given, redacted: marks }: EntryLine,
    place: Place & { index: number; entryId?: string },
  ): FoundOpenings {
    // A member of this name cannot be written otherwise, so that most entries need not be searched.
    if (given === undefined && !canon.includes('"commitment":')) return nothing;
    const openings = new Map<string, Opening>();
    for (const one of given ?? []) this.keep(one, openings, place);
    const redacted: string[] = [];
    const held: Opening[] = [];
    for (const { path, commitment } of commitmentsIn(body)) {
      const opening = openings.get(path);
      if (!opening) redacted.push(path);
      else if (this.opens(commitment, opening)) held.push(opening);
      else this.findings.fault('opening-wrong', place, { path });
      openings.delete(path);
    }
    for (const path of openings.keys()) this.findings.fault('opening-stray', place, { path });
    if (redacted.length > 0) this.remember(redacted, marks ?? [], { ...place, entryId: id });
    this.opened += held.length;
    return { openings: held, redacted };
  }

  /** Ticks off what an approved redaction lists. */
  redact({ id, body }: EntryFields, index: number): void {
    const { set } = body as { set?: { targets?: unknown } };
    const targets = Array.isArray(set?.targets) ? (set.targets as unknown[]) : [];
    for (const target of targets.slice(0, targetsMax)) {
      const { entryId, path } = (target ?? {}) as { entryId?: string; path?: string };
      const waiting = entryId === undefined ? undefined : this.unopened.get(entryId);
      if (!waiting || path === undefined || !waiting.paths.includes(path)) continue;
      waiting.paths = waiting.paths.filter((one) => one !== path);
      const { index: at, entryId: of } = waiting.place;
      this.findings.redacted({ index: at, entryId: of, path, by: { index, entryId: id } });
      if (waiting.paths.length === 0) this.unopened.delete(of);
    }
  }

  /** A leaf is outside the export: it may be the redaction that entries name. */
  passLeaf(index: number): void {
    if (this.said.has(index)) this.said.set(index, true);
  }

  /** Reports what was neither opened nor redacted. */
  finish(): void {
    let untold = 0;
    for (const { place, paths, saidBy } of this.unopened.values())
      for (const path of paths) {
        const by = saidBy.get(path);
        if (by !== undefined && this.said.get(by)) untold += 1;
        else this.findings.fault('opening-missing', place, { path });
      }
    if (untold > 0)
      this.findings.leaveUnproved(
        'redaction-outside-export',
        `${counted(untold, 'place is', 'places are')} said to be redacted by entries outside this export: whether by right is not proved.`,
      );
  }

  private remember(paths: readonly string[], marks: readonly unknown[], place: Unopened['place']): void {
    const saidBy = new Map<string, number>();
    for (const mark of marks) {
      const { path, by } = (mark ?? {}) as { path?: unknown; by?: unknown };
      // A redaction comes after what it takes out.
      if (typeof path !== 'string' || typeof by !== 'number' || by <= place.index) continue;
      saidBy.set(path, by);
      if (!this.said.has(by)) this.said.set(by, false);
    }
    // A second entry of the same id must not make one forget the first.
    const before = this.unopened.get(place.entryId);
    for (const path of before?.paths ?? [])
      this.findings.fault('opening-missing', before?.place ?? place, { path });
    this.unopened.set(place.entryId, { place, paths: [...paths], saidBy });
  }

  private keep(one: unknown, openings: Map<string, Opening>, place: Place): void {
    const { path, salt } = (one ?? {}) as Partial<Opening>;
    const isOpening =
      typeof path === 'string' &&
      typeof salt === 'string' &&
      /^[0-9a-f]{64}$/.test(salt) &&
      'value' in (one as object);
    if (!isOpening) {
      this.findings.fault('opening-form', place, { reason: 'it lacks its path, its salt or its value' });
      return;
    }
    if (openings.has(path)) this.findings.fault('opening-form', place, { reason: `${path} is opened twice` });
    openings.set(path, one as Opening);
  }

  private opens(commitment: { commitment: string }, opening: Opening): boolean {
    try {
      return isOpeningOf(this.sha256, commitment, opening);
    } catch (fault) {
      // A value without canonical form, or nested too deeply to have one, is nothing that was committed to.
      if (fault instanceof NotCanonicalError || fault instanceof RangeError) return false;
      throw fault;
    }
  }
}
