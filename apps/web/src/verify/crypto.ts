import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 as hash } from '@noble/hashes/sha2.js';
import type { Sha256, VerifyEd25519 } from '#ledger';

/** SHA-256 in plain JavaScript: WebCrypto's answers come too late for a hash per line, and not at all without TLS. */
export const sha256: Sha256 = (bytes) => hash(bytes);

/** Whether an Ed25519 signature (RFC 8032, without the exceptions of ZIP 215) is that of the key. */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    // What is no key or no signature verifies nothing.
    return false;
  }
};
