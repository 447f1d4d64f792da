import type { Verdict } from '#ledger';
import type { NoteVerdict } from './check-note.js';

/** What the page asks of its worker: one file, once. */
export interface Task {
  file: File;
  /** Keys that the person trusts, one a line. */
  keys: string;
  /** A checkpoint that was kept elsewhere, or nothing. */
  oldCheckpoint: string;
}

/** What came of a file. */
export type Outcome = { kind: 'bundle'; verdict: Verdict } | { kind: 'note'; verdict: NoteVerdict };

/** What the worker answers: how far it is, then what came of it. */
export type Told = { progress: number } | { outcome: Outcome } | { failed: string };
