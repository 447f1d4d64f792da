import { createPublicKey, verify } from 'node:crypto';
import type { VerifyEd25519 } from '#ledger';

// RFC 8410: what stands before the 32 bytes of an Ed25519 public key in SubjectPublicKeyInfo.
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** Ed25519 by node:crypto. */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};
