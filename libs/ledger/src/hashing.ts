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
  // No UTF-16 unit takes more than three bytes.
  const room = 1 + 3 * canon.length;
  if (scratch.length < room) scratch = new Uint8Array(2 * room);
  const { written } = utf8.encodeInto(canon, scratch.subarray(1));
  return sha256(scratch.subarray(0, 1 + written));
}

// Its first byte stays zero; hashing ends before the next text is written into it.
let scratch = new Uint8Array(8192);

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
  for (let place = 0; place < bytes.length; place++) text += digits[bytes[place] ?? 0];
  return text;
}

/**
 * Bytes of some lowercase hex.
 *
 * @throws RangeError for anything else, so that a cut or altered hash is never taken for a shorter one
 */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  let isHex = text.length % 2 === 0;
  for (let place = 0; place < bytes.length; place++) {
    const high = nibbles[text.charCodeAt(2 * place)] ?? -1;
    const low = nibbles[text.charCodeAt(2 * place + 1)] ?? -1;
    isHex &&= high >= 0 && low >= 0;
    bytes[place] = (high << 4) | low;
  }
  if (!isHex) throw new RangeError('not lowercase hex');
  return bytes;
}

/** Value of each digit by its character code; -1 for all else. */
const nibbles = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) nibbles[digit.charCodeAt(0)] = value;
