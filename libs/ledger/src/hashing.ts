/** SHA-256 of some bytes. Passed in: `node:crypto` on the server, WebCrypto's kin in the browser. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const utf8 = new TextEncoder();

/**
 * Leaf hash of an entry: SHA-256(0x00 ‖ canon), by RFC 9162 section 2.1.1.
 *
 * @param canon the entry's canonical JSON
 * @returns 32 bytes
 */
export function leafHash(sha256: Sha256, canon: string): Uint8Array {
  const text = utf8.encode(canon);
  const bytes = new Uint8Array(text.length + 1);
  bytes.set(text, 1);
  return sha256(bytes);
}

/**
 * Hash of a node above two others: SHA-256(0x01 ‖ left ‖ right), by RFC 9162 section 2.1.1.
 *
 * @param left 32 bytes
 * @param right 32 bytes
 */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lowercase hex of some bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += digits[byte];
  return text;
}

/**
 * Bytes of some lowercase hex.
 *
 * @throws RangeError for anything else, so that a cut or altered hash is never taken for a shorter one
 */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new RangeError('not lowercase hex');
  const bytes = new Uint8Array(text.length / 2);
  for (let place = 0; place < bytes.length; place++) {
    bytes[place] = Number.parseInt(text.slice(2 * place, 2 * place + 2), 16);
  }
  return bytes;
}
