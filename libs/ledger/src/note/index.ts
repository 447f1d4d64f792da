export type { SignEd25519, VerifyEd25519 } from './ed25519.js';
export { fromBase64, toBase64 } from './base64.js';
export { MalformedNoteError } from './malformed.js';
export {
  formatVkey,
  isSameVkey,
  keyIdOf,
  parseVkey,
  signatureTypes,
  vkeyOf,
  type SignatureType,
  type Vkey,
} from './vkey.js';
export {
  formatNote,
  parseNote,
  signatureBy,
  signNote,
  type NoteSignature,
  type NoteSigner,
  type SignedNote,
} from './note.js';
export { checkpointText, parseCheckpoint, type Checkpoint } from './checkpoint.js';
export { cosignatureBy, type Cosigner } from './cosignature.js';
export { isAccepted, verifyNote, type NoteVerification, type VerifiedSignature } from './verify-note.js';
