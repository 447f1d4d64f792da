import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import { vkeyOf, type NoteSigner, type SignatureType, type VerifyEd25519 } from '#ledger';

export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

const spki = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) =>
  verify(
    null,
    message,
    createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }),
    signature,
  );

/** A signer whose key a word decides: the same word, the same key. */
export function signerOf(word: string, name: string, type?: SignatureType): NoteSigner {
  const seed = sha256(Buffer.from(word));
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { vkey: vkeyOf(sha256, name, publicKey, type), sign: (message) => sign(null, message, key) };
}
