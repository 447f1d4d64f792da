/**
 * Whether an Ed25519 signature (RFC 8032) over a message is that of a key. Passed in: `node:crypto` on the server,
 * WebCrypto's kin in the browser. Answers false, and never throws, for a key or signature that is none.
 *
 * @param publicKey 32 bytes
 * @param signature 64 bytes
 */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Signs a message by Ed25519 (RFC 8032) with a key that it keeps to itself: 64 bytes. */
export type SignEd25519 = (message: Uint8Array) => Uint8Array;
