/** Every way in which a bundle can be broken or unusable; each is worded in `words.ts`. */
export const faultCodes = [
  // the input is no bundle, or what was given beside it is nothing that it can be held against
  'not-a-bundle',
  'not-text',
  'line-too-long',
  'old-checkpoint-form',
  'old-checkpoint-signature',
  // the frame
  'line-form',
  'line-order',
  'index-order',
  'entries-missing',
  'entries-beyond-size',
  'truncated',
  // one entry by itself
  'entry-form',
  'opening-form',
  'opening-wrong',
  'opening-stray',
  'opening-missing',
  // an entry after those of its object
  'version-order',
  'chain-broken',
  'illegal-step',
  'state-differs',
  'state-early',
  // the tree and who signed it
  'checkpoint-form',
  'checkpoint-origin',
  'checkpoint-size',
  'root-differs',
  'key-form',
  'signature-wrong',
  'checkpoint-unsigned',
  'key-untrusted',
  // against a checkpoint that was kept elsewhere
  'old-origin',
  'rewritten',
  // what was given beside it does not fit it
  'before-checkpoint',
  'key-for-receipts',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** Faults after which nothing can be said at all. */
export const unusableCodes: ReadonlySet<FaultCode> = new Set([
  'not-a-bundle',
  'not-text',
  'line-too-long',
  'old-checkpoint-form',
  'old-checkpoint-signature',
]);

/** What keeps a bundle from being held against what was given beside it, and says nothing against the bundle. */
export const hinderingCodes = [
  'before-checkpoint',
  'key-for-receipts',
] as const satisfies readonly FaultCode[];
export type HinderingCode = (typeof hinderingCodes)[number];

/** Where a fault stands. */
export interface Place {
  /** Line of the file, from 1. */
  line?: number;
  /** Leaf index; with `to`, the first of a span in which the fault lies. */
  index?: number;
  /** Last leaf index of the span. */
  to?: number;
  entryId?: string;
}

/** Something wrong with a bundle. */
export interface Fault extends Place {
  code: FaultCode;
  /** In plain words, as a sentence. */
  words: string;
  /** What should have been there, and what was, where the words tell them. */
  expected?: string;
  found?: string;
}

/** A part of what a reader might take for proved, and why it is not. */
export interface Unproved {
  code:
    | 'outside-export'
    | 'earlier-entries-outside-export'
    | 'redaction-outside-export'
    | 'key-from-bundle'
    | 'trusted-key-did-not-sign'
    | 'old-checkpoint-unsigned'
    | 'checkpoint-not-compared'
    | 'states-not-compared'
    | 'steps-not-judged'
    | 'judge'
    | HinderingCode;
  words: string;
}

/** Words or a file that were taken out of the record, and the entry by which they were. */
export interface FoundRedaction {
  index: number;
  entryId: string;
  /** JSON Pointer of the place within the body. */
  path: string;
  by: { index: number; entryId: string };
}

/** What holds of a bundle; counts are of what was checked. Of a broken one they say how much was read, and prove nothing. */
export interface Proved {
  origin: string;
  treeSize: number;
  /** Root of the tree over all leaves, in hex; null where leaves are missing. */
  root: string | null;
  /** Entries that are told in full. */
  entries: number;
  /** Leaves of which the hash alone is told. */
  leaves: number;
  objects: number;
  /** Commitments that were opened and hold what they committed to. */
  openings: number;
  /** Steps that a judge found legal. */
  legalSteps: number;
  /** Exported states that are what the history comes to. */
  states: number;
  /** Time of the first and the last entry that is told in full. */
  span: { from: string; to: string } | null;
  signers: { name: string; keyId: string; isTrusted: boolean; cosignedAt: number | null }[];
  /** Sizes of the kept checkpoints that this history holds unchanged. */
  oldCheckpoints: number[];
}

/** What came out: data for programs, and words for people. */
export interface Verdict {
  outcome: 'holds' | 'broken' | 'unusable';
  /** First break first; no more than `faultsKept` of them. */
  faults: Fault[];
  faultCount: number;
  /** Faults that may be no wrongs of their own: they follow one before them, in a history of which the root was not reached. */
  consequences: Fault[];
  consequenceCount: number;
  /** The file ends too early, and nothing else is wrong before its end. */
  isIncomplete: boolean;
  /** The entries come to the root of the last checkpoint, whose signatures are not wrong. */
  isRootReached: boolean;
  proved: Proved;
  unproved: Unproved[];
  /** The first of them. */
  redactions: FoundRedaction[];
  redactionCount: number;
  /** Spans of leaf indices outside the export, both ends included; the first of them. */
  outside: { from: number; to: number }[];
}

/** How many faults, redactions and spans a verdict tells. */
export const faultsKept = 50;
export const redactionsKept = 1000;
export const spansKept = 1000;
