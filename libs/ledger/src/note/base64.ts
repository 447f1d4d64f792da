const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((letter, value) => [letter, value]));

/** Standard Base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
    const group = (one << 16) | (two << 8) | three;
    const letters = [18, 12, 6, 0].map((shift) => alphabet[(group >> shift) & 63]);
    text += letters.slice(0, bytes.length - at + 1).join('');
  }
  return text.padEnd(Math.ceil(bytes.length / 3) * 4, '=');
}

/**
 * Bytes of standard Base64. Each row of bytes has one spelling alone: padding is compulsory and bits that no byte
 * needs are zero (RFC 4648 section 3.5), so that a changed letter never means the same.
 *
 * @returns null for anything else
 */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
  const letters = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((letters.length * 6) / 8));
  let kept = 0;
  let bits = 0;
  let at = 0;
  for (const letter of letters) {
    kept = ((kept << 6) | (values.get(letter) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (kept >> bits) & 0xff;
  }
  return toBase64(bytes) === text ? bytes : null;
}
