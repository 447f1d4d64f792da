import { occurrenceTypes, type Opening } from '#contracts';
import { openedBody } from '../commitment.js';
import type { EntryFields } from '../entry.js';
import { toHex, type Sha256 } from '../hashing.js';
import { readEntry } from './entry-form.js';
import type { Findings } from './findings.js';
import type { Judge } from './judge.js';
import type { EntryLine } from './lines.js';
import { ObjectsSeen } from './objects-seen.js';
import { Openings } from './openings.js';
import { differenceOf } from './same-json.js';
import type { Place } from './verdict.js';

/** Where an entry stands. */
export interface EntryPlace extends Place {
  line: number;
  index: number;
}

const occurrences: ReadonlySet<string> = new Set(occurrenceTypes);

/** Checks each entry by itself and against the one of its object before it, and puts it before the judge. */
export class EntryCheck {
  readonly objects = new ObjectsSeen();
  entries = 0;
  legalSteps = 0;
  states = 0;
  /** Exported states that could not be compared. */
  statesUncompared = 0;
  span: { from: string; to: string } | null = null;
  private readonly openings: Openings;

  constructor(
    sha256: Sha256,
    private readonly judge: Judge | null,
    private readonly findings: Findings,
  ) {
    this.openings = new Openings(sha256, findings);
  }

  get opened(): number {
    return this.openings.opened;
  }

  /** @param leavesBefore how many leaves before it are outside the export */
  take(line: EntryLine, hash: Uint8Array, place: EntryPlace, leavesBefore: number): void {
    this.check(line, hash, place, leavesBefore);
    this.findings.look(null);
  }

  private check(line: EntryLine, hash: Uint8Array, place: EntryPlace, leavesBefore: number): void {
    const { canon, state } = line;
    this.entries += 1;
    const read = readEntry(canon);
    this.findings.look('reason' in read ? (read.about ?? null) : read.fields);
    if ('reason' in read) {
      this.findings.fault('entry-form', place, { reason: read.reason });
      return;
    }
    const { fields } = read;
    place.entryId = fields.id;
    if (this.span) this.span.to = fields.at;
    else this.span = { from: fields.at, to: fields.at };
    const hasGap = this.follow(line, fields, hash, place, leavesBefore);
    const found = this.openings.check(fields, line, place);
    this.judgeStep(fields, found, place);
    if (fields.action === 'redaction.approved') this.openings.redact(fields, place.index);
    if (state !== undefined) this.compare(fields, state, hasGap, place);
  }

  /** A leaf is outside the export. */
  passLeaf(index: number): void {
    this.openings.passLeaf(index);
  }

  finish(): void {
    this.openings.finish();
    for (const words of this.judge?.finish().unproved ?? []) this.findings.leaveUnproved('judge', words);
  }

  /** Checks version and hash against the object's entry before. Answers whether its history has a gap. */
  private follow(
    { state }: EntryLine,
    { objectId, objectType, objectVersion: version, prevHash }: EntryFields,
    hash: Uint8Array,
    place: EntryPlace,
    leavesBefore: number,
  ): boolean {
    const hasState = state !== undefined;
    const before = this.objects.get(objectId);
    if (before.hasState) this.findings.fault('state-early', place, { objectId });
    const skipped = version - before.version - 1;
    // Entries between may be outside the export, where there are leaves enough for them.
    const mayBeOutside = skipped > 0 && skipped <= leavesBefore - before.leavesBefore;
    if (skipped !== 0 && !mayBeOutside)
      this.findings.fault('version-order', place, { expected: before.version + 1, found: version, objectId });
    else if (skipped === 0 && version > 1 && prevHash !== toHex(this.objects.hashAt(before.place)))
      this.findings.fault('chain-broken', place, { objectId, index: before.index });
    const hasGap = before.hasGap || skipped !== 0;
    const isOccurrence = occurrences.has(objectType);
    this.objects.set(
      objectId,
      { version, index: place.index, leavesBefore, hasGap, hasState, isOccurrence },
      hash,
    );
    return hasGap;
  }

  private judgeStep(
    fields: EntryFields,
    { openings, redacted }: { openings: Opening[]; redacted: string[] },
    place: EntryPlace,
  ): void {
    if (!this.judge) return;
    const isOpen = openings.length === 0 && redacted.length === 0;
    const entry = isOpen ? fields : { ...fields, body: openedBody(fields.body, openings) };
    const reason = this.judge.take({ index: place.index, entry, redacted });
    if (reason === null) this.legalSteps += 1;
    else this.findings.fault('illegal-step', place, { reason });
  }

  private compare({ objectId }: EntryFields, state: unknown, hasGap: boolean, place: Place): void {
    const replayed = hasGap ? null : (this.judge?.stateOf(objectId) ?? null);
    if (replayed === null) {
      this.statesUncompared += 1;
      return;
    }
    const difference = differenceOf(state, replayed);
    if (difference === null) this.states += 1;
    else
      this.findings.fault('state-differs', place, {
        objectId,
        ...(difference !== '' && { reason: `${difference} differs` }),
      });
  }
}
