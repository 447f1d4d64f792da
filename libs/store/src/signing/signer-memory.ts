import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MalformedNoteError, parseCheckpoint, parseNote, type Checkpoint } from '#ledger';
import { appendDurably, endOf, makePrivateFolder, readIfThere, replaceDurably } from './durable-file.js';

/** The last checkpoint that was signed, and what it says. */
export interface Remembered {
  note: string;
  checkpoint: Checkpoint;
}

/**
 * What the signer knows by itself of the log, apart from the database: the last checkpoint that it signed, all that
 * it signed before, and whether it refuses to go on.
 */
export class SignerMemory {
  private readonly lastPath: string;
  private readonly refusalPath: string;
  /** Every checkpoint that was signed, note after note. */
  readonly journalPath: string;

  constructor(private readonly folder: string) {
    this.lastPath = join(folder, 'last-checkpoint.txt');
    this.refusalPath = join(folder, 'refusal.txt');
    this.journalPath = join(folder, 'checkpoints.txt');
  }

  /** Null where nothing is remembered. Throws MalformedNoteError for a file that holds no checkpoint. */
  async last(): Promise<Remembered | null> {
    const note = await readIfThere(this.lastPath);
    return note === null ? null : { note, checkpoint: parseCheckpoint(parseNote(note).text) };
  }

  /** Whether nothing was ever remembered here. */
  async isEmpty(): Promise<boolean> {
    return (await readIfThere(this.lastPath)) === null;
  }

  /** Remembers a checkpoint; it is on the disk when this returns, so that it may be published. */
  async remember(note: string): Promise<void> {
    await makePrivateFolder(this.folder);
    await replaceDurably(this.lastPath, note);
  }

  /** Adds what is remembered to the journal, where it is not its last note already. */
  async journal(note: string): Promise<void> {
    if ((await endOf(this.journalPath, Buffer.byteLength(note))) !== note)
      await appendDurably(this.journalPath, note);
  }

  /** Why the signer refuses to go on; null where it does not. */
  async refusal(): Promise<string | null> {
    return (await readIfThere(this.refusalPath))?.trim() ?? null;
  }

  /** Refuses, until the operator resolves it. */
  async refuse(reason: string): Promise<void> {
    await makePrivateFolder(this.folder);
    await replaceDurably(this.refusalPath, `${reason}\n`);
  }

  /** Takes a refusal back. */
  async resolve(): Promise<void> {
    await rm(this.refusalPath, { force: true });
  }
}

/** Whether a fault says that a text is no note, rather than that it could not be read. */
export const isMalformed = (fault: unknown): fault is MalformedNoteError =>
  fault instanceof MalformedNoteError;
