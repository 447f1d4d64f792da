import { fromHex, toHex } from '../hashing.js';
import { fromBase64, toBase64 } from './base64.js';
import type { SignEd25519 } from './ed25519.js';
import { MalformedNoteError } from './malformed.js';
import { isKeyName, type Vkey } from './vkey.js';

/** One signature line of a note. */
export interface NoteSignature {
  name: string;
  /** Eight digits of lowercase hex. */
  keyId: string;
  /** What follows the key id: for Ed25519 64 bytes, for a cosignature 8 bytes of time and 64 more. */
  signature: Uint8Array;
}

/** A text and its signatures; nothing is known of either before they are verified. */
export interface SignedNote {
  /** Ends in a newline. */
  text: string;
  signatures: readonly NoteSignature[];
}

/** Who signs, by Ed25519 over the note's text. */
export interface NoteSigner {
  vkey: Vkey;
  sign: SignEd25519;
}

const noteLengthMax = 1_000_000;
/** More than the 16 that every reader must accept; a bound all the same. */
const signaturesMax = 100;
const utf8 = new TextEncoder();

/**
 * Reads a signed note (C2SP signed-note, "Format").
 *
 * @throws MalformedNoteError saying what is not of the form
 */
export function parseNote(note: string): SignedNote {
  if (note.length > noteLengthMax) throw new MalformedNoteError('it is longer than any note');
  if (/[^\P{Cc}\n\u007f-\u009f]|\p{Surrogate}/u.test(note))
    throw new MalformedNoteError('it has control characters, or half of a character');
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) throw new MalformedNoteError('no empty line parts the text from its signatures');
  const below = note.slice(blank + 2);
  if (below === '') throw new MalformedNoteError('it has no signature');
  if (!below.endsWith('\n')) throw new MalformedNoteError('its last line does not end');
  const lines = below.slice(0, -1).split('\n');
  if (lines.length > signaturesMax)
    throw new MalformedNoteError(`it has more than ${signaturesMax} signatures`);
  return { text: note.slice(0, blank + 1), signatures: lines.map(signatureOf) };
}

function signatureOf(line: string): NoteSignature {
  const match = /^— (\S+) (\S+)$/u.exec(line);
  const [, name = '', encoded = ''] = match ?? [];
  const bytes = fromBase64(encoded);
  if (!match || !isKeyName(name) || !bytes || bytes.length < 5)
    throw new MalformedNoteError('a line below the text is no signature');
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/**
 * The note as it is kept and passed on.
 *
 * @throws MalformedNoteError where reading it again would not give the same
 */
export function formatNote({ text, signatures }: SignedNote): string {
  if (!text.endsWith('\n')) throw new MalformedNoteError('the text of a note ends in a newline');
  const note = `${text}\n${signatures.map(signatureLine).join('')}`;
  if (parseNote(note).text !== text) throw new MalformedNoteError('the text would end earlier');
  return note;
}

function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(new Uint8Array([...fromHex(keyId), ...signature]))}\n`;
}

/** The text, which ends in a newline, signed by each of the signers in turn. */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  return formatNote({ text, signatures: signers.map((signer) => signatureBy(text, signer)) });
}

/** The signature of one signer over a text. */
export function signatureBy(text: string, { vkey: { name, keyId }, sign }: NoteSigner): NoteSignature {
  return { name, keyId, signature: sign(utf8.encode(text)) };
}
