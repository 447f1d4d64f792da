import { fromBase64, toBase64 } from './base64.js';
import { MalformedNoteError } from './malformed.js';

/** A tree head: what the text of a checkpoint says (C2SP tlog-checkpoint, "Note text"). */
export interface Checkpoint {
  /** Which log. */
  origin: string;
  /** Number of its leaves. */
  size: number;
  /** Root of the tree of that size, 32 bytes. */
  root: Uint8Array;
  /** Lines that other logs add; ours adds none. */
  extensions: readonly string[];
}

const rootLength = 32;

/** The text of a checkpoint, ready to be signed. */
export function checkpointText({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  parseCheckpoint(text);
  return text;
}

/**
 * Reads the text of a checkpoint, which is the text of a note, without its signatures.
 *
 * @throws MalformedNoteError saying what is not of the form
 */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new MalformedNoteError('the text of a checkpoint ends in a newline');
  const [origin = '', size = '', encoded = '', ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '') throw new MalformedNoteError('a checkpoint begins with the origin of its log');
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new MalformedNoteError('the second line of a checkpoint is the size of the tree');
  const root = fromBase64(encoded);
  if (root?.length !== rootLength)
    throw new MalformedNoteError('the third line of a checkpoint is the Base64 of a root hash');
  if (extensions.includes('')) throw new MalformedNoteError('a checkpoint has no empty lines');
  return { origin, size: Number(size), root, extensions };
}
