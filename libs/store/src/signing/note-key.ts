import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { fromBase64, MalformedNoteError, signatureTypes, toBase64, vkeyOf, type NoteSigner } from '#ledger';
import { sha256 } from '../log/entries.js';

const signInPool = promisify(sign) as (
  algorithm: null,
  message: Uint8Array,
  key: KeyObject,
) => Promise<Buffer>;

// RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const seedLength = 32;

/** A private key that signs notes under a name. */
export interface NoteKey extends NoteSigner {
  /** Signs without holding up the event loop. */
  signLater(message: Uint8Array): Promise<Uint8Array>;
  /** The key as its file keeps it: `PRIVATE+KEY+<name>+<key id>+<Base64 of type ‖ seed>` (golang.org/x/mod/sumdb/note). */
  secret: string;
}

/** A fresh key under a name. */
export function makeNoteKey(name: string): NoteKey {
  return noteKeyOf(name, randomBytes(seedLength));
}

/**
 * Reads a private key.
 *
 * @throws MalformedNoteError saying why it is none; the text itself is never told
 */
export function parseNoteKey(text: string): NoteKey {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text);
  const [, name = '', keyId = '', encoded = ''] = match ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 1 + seedLength || bytes[0] !== signatureTypes.ed25519)
    throw new MalformedNoteError('this is no private key of a note');
  const key = noteKeyOf(name, bytes.subarray(1));
  if (key.vkey.keyId !== keyId)
    throw new MalformedNoteError('the private key is not of the id that it names');
  return key;
}

function noteKeyOf(name: string, seed: Uint8Array): NoteKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const vkey = vkeyOf(sha256, name, spki.subarray(-seedLength));
  return {
    vkey,
    sign: (message) => sign(null, message, privateKey),
    signLater: (message) => signInPool(null, message, privateKey),
    secret: `PRIVATE+KEY+${name}+${vkey.keyId}+${toBase64(Buffer.from([vkey.type, ...seed]))}`,
  };
}
