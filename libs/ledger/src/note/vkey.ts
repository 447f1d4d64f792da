import { toHex, type Sha256 } from '../hashing.js';
import { fromBase64, toBase64 } from './base64.js';
import { MalformedNoteError } from './malformed.js';

/** Signature types (C2SP signed-note, "Signature types") that we make and check. */
export const signatureTypes = {
  /** Ed25519 over the note's text. */
  ed25519: 0x01,
  /** Timestamped cosignature of a checkpoint (C2SP tlog-cosignature). */
  cosignature: 0x04,
} as const;
export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes];

/** A verifier key. */
export interface Vkey {
  name: string;
  /** Eight digits of lowercase hex, as they stand in the vkey. */
  keyId: string;
  type: SignatureType;
  /** 32 bytes. */
  publicKey: Uint8Array;
}

const publicKeyLength = 32;
const utf8 = new TextEncoder();

/** Key names are not empty and have neither Unicode spaces nor plus (C2SP signed-note, "Format"). */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}+\p{Cc}\p{Surrogate}]/u.test(name);
}

/**
 * Key id of a key: the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), in hex (C2SP signed-note,
 * "Signatures").
 */
export function keyIdOf(sha256: Sha256, name: string, type: SignatureType, publicKey: Uint8Array): string {
  const prefix = utf8.encode(`${name}\n`);
  const bytes = new Uint8Array(prefix.length + 1 + publicKey.length);
  bytes.set(prefix);
  bytes[prefix.length] = type;
  bytes.set(publicKey, prefix.length + 1);
  return toHex(sha256(bytes).subarray(0, 4));
}

/**
 * The verifier key of a public key under a name.
 *
 * @param publicKey 32 bytes
 * @throws MalformedNoteError for a name that no key may have
 */
export function vkeyOf(
  sha256: Sha256,
  name: string,
  publicKey: Uint8Array,
  type: SignatureType = signatureTypes.ed25519,
): Vkey {
  if (!isKeyName(name)) throw new MalformedNoteError(`'${name}' cannot be the name of a key`);
  if (publicKey.length !== publicKeyLength)
    throw new MalformedNoteError(`an Ed25519 public key has ${publicKeyLength} bytes`);
  return { name, keyId: keyIdOf(sha256, name, type, publicKey), type, publicKey };
}

/** The key as text: `<name>+<key id in hex>+<Base64 of type ‖ public key>` (golang.org/x/mod/sumdb/note). */
export function formatVkey({ name, keyId, type, publicKey }: Vkey): string {
  return `${name}+${keyId}+${toBase64(new Uint8Array([type, ...publicKey]))}`;
}

/**
 * Reads a verifier key, whose id must be that of its name, type and public key.
 *
 * @throws MalformedNoteError saying why it is none
 */
export function parseVkey(sha256: Sha256, text: string): Vkey {
  const match = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/su.exec(text);
  if (!match) throw new MalformedNoteError('a key is written as name+id+base64');
  const [, name = '', keyId = '', encoded = ''] = match;
  const bytes = fromBase64(encoded);
  if (!bytes) throw new MalformedNoteError('the last part of the key is not Base64');
  const [type] = bytes;
  if (type !== signatureTypes.ed25519 && type !== signatureTypes.cosignature)
    throw new MalformedNoteError(`keys of type ${type ?? 'nothing'} are not known here`);
  const vkey = vkeyOf(sha256, name, bytes.subarray(1), type);
  if (vkey.keyId !== keyId)
    throw new MalformedNoteError(`the key's id is ${keyId}, and of these bytes it would be ${vkey.keyId}`);
  return vkey;
}

/** Whether two keys are the same, with name and type. */
export function isSameVkey(one: Vkey, other: Vkey): boolean {
  return formatVkey(one) === formatVkey(other);
}
