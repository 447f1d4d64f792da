import { parseCheckpoint } from './checkpoint.js';
import type { SignEd25519 } from './ed25519.js';
import { MalformedNoteError } from './malformed.js';
import type { NoteSignature } from './note.js';
import { signatureTypes, type Vkey } from './vkey.js';

const utf8 = new TextEncoder();
const timeLength = 8;
const signatureLength = 64;

/** What a cosigner signs (C2SP tlog-cosignature, "Ed25519 signed message"). */
export function cosignedMessage(text: string, time: number): Uint8Array {
  return utf8.encode(`cosignature/v1\ntime ${time}\n${text}`);
}

/** Who cosigns: a key of type 0x04. */
export interface Cosigner {
  vkey: Vkey;
  sign: SignEd25519;
}

/**
 * The signature line of a cosigner: it says that, as of the time, this is the largest consistent tree of the log
 * that it has seen (C2SP tlog-cosignature, "Format").
 *
 * @param text the whole text of the checkpoint
 * @param time POSIX time, in seconds
 * @throws MalformedNoteError for a text that is no checkpoint, or a key that is no cosigner's
 */
export function cosignatureBy(text: string, { vkey, sign }: Cosigner, time: number): NoteSignature {
  parseCheckpoint(text);
  if (vkey.type !== signatureTypes.cosignature) throw new MalformedNoteError('the key is no cosigner’s');
  const signature = new Uint8Array(timeLength + signatureLength);
  new DataView(signature.buffer).setBigUint64(0, BigInt(time));
  signature.set(sign(cosignedMessage(text, time)), timeLength);
  return { name: vkey.name, keyId: vkey.keyId, signature };
}

/** Time and Ed25519 signature of a cosignature; null where the bytes are none. */
export function cosignatureParts(bytes: Uint8Array): { time: number; signature: Uint8Array } | null {
  if (bytes.length !== timeLength + signatureLength) return null;
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(time)) return null;
  return { time, signature: bytes.subarray(timeLength) };
}
