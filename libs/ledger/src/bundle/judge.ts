import type { EntryFields } from '../entry.js';

/** One entry, in the order of the log, as it is put before the judge. */
export interface JudgedStep {
  /** Place in the log, from 0. */
  index: number;
  /** The entry with the values that its commitments hold; those that were redacted are replaced as `openedBody` says. */
  entry: EntryFields;
  /** Places of the body whose value is not known, as JSON Pointers. */
  redacted: string[];
}

/**
 * Says whether the steps of a history were legal, and what they come to. The verifier of bundles checks that the
 * history is whole and unaltered, and asks a judge whether it is right; the judge knows the rules, which the
 * ledger does not.
 */
export interface Judge {
  /** Takes the next step. Answers what is wrong with it, in plain words, or null. */
  take(step: JudgedStep): string | null;
  /** The state that the steps of an object come to so far; null or undefined where that cannot be said. */
  stateOf(objectId: string): unknown;
  /** Called once after the last step. */
  finish(): { unproved: string[] };
}
