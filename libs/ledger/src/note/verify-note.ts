import { parseCheckpoint } from './checkpoint.js';
import { cosignatureParts, cosignedMessage } from './cosignature.js';
import type { VerifyEd25519 } from './ed25519.js';
import { MalformedNoteError } from './malformed.js';
import type { NoteSignature, SignedNote } from './note.js';
import { signatureTypes, type Vkey } from './vkey.js';

/** A signature that a known key made. */
export interface VerifiedSignature {
  vkey: Vkey;
  /** POSIX time in seconds, of a cosignature. */
  time: number | null;
}

/** What the signatures of a note come to, against the keys that one knows. */
export interface NoteVerification {
  verified: VerifiedSignature[];
  /** Signatures under the name and id of a known key that are not its: the note is to be rejected. */
  wrong: NoteSignature[];
  /** Signatures of keys that one does not know: they say nothing. */
  unknown: NoteSignature[];
}

const utf8 = new TextEncoder();

/**
 * Verifies the signatures of a note (C2SP signed-note, "Signatures"): those of known keys, by name and id together;
 * others are passed over. A note is accepted only where `verified` is not empty and `wrong` is.
 */
export function verifyNote(
  { text, signatures }: SignedNote,
  vkeys: readonly Vkey[],
  verifyEd25519: VerifyEd25519,
): NoteVerification {
  const found: NoteVerification = { verified: [], wrong: [], unknown: [] };
  for (const line of signatures) {
    const known = vkeys.filter(({ name, keyId }) => name === line.name && keyId === line.keyId);
    if (known.length === 0) found.unknown.push(line);
    // Two keys of one name and id cannot be told apart by the line: it is good where it is one's.
    const made = known.map((vkey) => verified(text, line, vkey, verifyEd25519)).find((one) => one !== null);
    if (made && !found.verified.some(({ vkey }) => vkey === made.vkey)) found.verified.push(made);
    if (!made && known.length > 0) found.wrong.push(line);
  }
  return found;
}

/** Whether a note is to be accepted. */
export function isAccepted({ verified, wrong }: NoteVerification): boolean {
  return verified.length > 0 && wrong.length === 0;
}

function verified(
  text: string,
  { signature }: NoteSignature,
  vkey: Vkey,
  verifyEd25519: VerifyEd25519,
): VerifiedSignature | null {
  if (vkey.type === signatureTypes.ed25519)
    return verifyEd25519(vkey.publicKey, utf8.encode(text), signature) ? { vkey, time: null } : null;
  const parts = cosignatureParts(signature);
  if (!parts || !isCheckpoint(text)) return null;
  const isGood = verifyEd25519(vkey.publicKey, cosignedMessage(text, parts.time), parts.signature);
  return isGood ? { vkey, time: parts.time } : null;
}

function isCheckpoint(text: string): boolean {
  try {
    parseCheckpoint(text);
    return true;
  } catch (fault) {
    if (fault instanceof MalformedNoteError) return false;
    throw fault;
  }
}
