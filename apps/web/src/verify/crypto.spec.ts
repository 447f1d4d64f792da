import { describe, expect, test } from '@jest/globals';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { sha256, verifyEd25519 } from './crypto.js';

const rawKey = (key: ReturnType<typeof generateKeyPairSync>['publicKey'] | import('node:crypto').KeyObject) =>
  Uint8Array.from(key.export({ format: 'der', type: 'spki' }).subarray(-32));

describe('what the browser verifies with', () => {
  test('hashes as Node does', () => {
    for (const length of [0, 1, 55, 56, 64, 1000, 70_000]) {
      const bytes = randomBytes(length);
      expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(
        createHash('sha256').update(bytes).digest('hex'),
      );
    }
  });

  test('knows a signature of Node’s, and nothing else', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = rawKey(publicKey);
    const message = new TextEncoder().encode('uphold/x\n1\nAAAA\n');
    const signature = Uint8Array.from(sign(null, message, privateKey));
    expect(verifyEd25519(key, message, signature)).toBe(true);
    const altered = Uint8Array.from(signature);
    altered[10] = (altered[10] ?? 0) ^ 1;
    const other = rawKey(generateKeyPairSync('ed25519').publicKey);
    expect([
      verifyEd25519(key, message, altered),
      verifyEd25519(key, message.subarray(1), signature),
      verifyEd25519(other, message, signature),
      verifyEd25519(key, message, signature.subarray(1)),
      verifyEd25519(new Uint8Array(32).fill(255), message, signature),
      verifyEd25519(new Uint8Array(3), message, signature),
    ]).toEqual([false, false, false, false, false, false]);
  });
});
