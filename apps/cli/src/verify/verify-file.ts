import { access, constants, readFile, stat } from 'node:fs/promises';
import { MalformedNoteError, notesAtEnd, parseVkey, verifyBundle, type Verdict, type Vkey } from '#ledger';
import { ReplayJudge } from '#workflow';
import { Trouble } from '../trouble.js';
import { fileLines, fileTail } from './file-lines.js';
import { sha256, verifyEd25519 } from './node-crypto.js';
import { noteIn, verifySavedNote, type NoteVerdict } from './saved-note.js';

/** What is to be verified, and with what. */
export interface VerifyTask {
  file: string;
  /** Verifier keys. */
  keys: readonly string[];
  /** Files of checkpoints that were kept elsewhere. */
  checkpoints: readonly string[];
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/** What came out, by what the file is. */
export type FileVerdict = { kind: 'bundle'; verdict: Verdict } | { kind: 'note'; verdict: NoteVerdict };

/** Receipts and checkpoints are a few lines; what is larger is a bundle. */
const noteSizeMax = 256 * 1024;

/**
 * Verifies a bundle, a saved receipt or a checkpoint.
 *
 * @throws Trouble for what cannot be read, or a key that is none
 */
export async function verifyFile({ file, keys, checkpoints, ...course }: VerifyTask): Promise<FileVerdict> {
  const trusted = keys.map(readKey);
  const old = await Promise.all(checkpoints.map(readCheckpointFile));
  const size = await sizeOf(file);
  const note = size <= noteSizeMax ? noteIn(await readFile(file, 'utf8')) : null;
  if (note !== null) return { kind: 'note', verdict: savedNote(note, trusted, old, file) };
  const verdict = await verifyBundle(fileLines(file), {
    sha256,
    verifyEd25519,
    trusted,
    oldCheckpoints: old,
    notesAhead: notesAtEnd(await fileTail(file)),
    judge: new ReplayJudge(),
    ...course,
  });
  return { kind: 'bundle', verdict };
}

function savedNote(
  note: string,
  trusted: readonly Vkey[],
  old: readonly string[],
  file: string,
): NoteVerdict {
  try {
    return verifySavedNote(note, trusted, old);
  } catch (fault) {
    if (!(fault instanceof MalformedNoteError)) throw fault;
    throw new Trouble('usage', `${file} is neither a bundle nor a receipt or checkpoint: ${fault.message}.`);
  }
}

function readKey(text: string): Vkey {
  try {
    return parseVkey(sha256, text);
  } catch (fault) {
    if (!(fault instanceof MalformedNoteError)) throw fault;
    throw new Trouble('usage', `'${text}' is no key: ${fault.message}.`);
  }
}

async function readCheckpointFile(path: string): Promise<string> {
  await sizeOf(path);
  const text = await readFile(path, 'utf8');
  return noteIn(text) ?? text;
}

async function sizeOf(path: string): Promise<number> {
  const status = await readableStat(path).catch((fault: NodeJS.ErrnoException) => {
    const reason = fault.code === 'ENOENT' ? 'there is no such file' : (fault.code ?? fault.message);
    throw new Trouble('usage', `${path} cannot be read: ${reason}.`);
  });
  if (!status.isFile()) throw new Trouble('usage', `${path} is not a file.`);
  return status.size;
}

async function readableStat(path: string) {
  await access(path, constants.R_OK);
  return stat(path);
}
