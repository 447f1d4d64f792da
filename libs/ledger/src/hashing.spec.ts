import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { fromHex, leafHash, nodeHash, toHex } from './hashing.js';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());

describe('hashes of RFC 9162 section 2.1.1', () => {
  // The empty leaf and the tree of the first leaves of the certificate-transparency reference tests.
  it('hash a leaf apart from a node', () => {
    expect(toHex(leafHash(sha256, ''))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    const second = leafHash(sha256, '\0');
    expect(toHex(second)).toBe('96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7');
    expect(toHex(nodeHash(sha256, leafHash(sha256, ''), second))).toBe(
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    );
  });

  it('hash a text by its UTF-8 bytes', () => {
    const expected = createHash('sha256')
      .update(Buffer.from([0]))
      .update('审查 é', 'utf8')
      .digest('hex');
    expect(toHex(leafHash(sha256, '审查 é'))).toBe(expected);
  });
});

describe('hex', () => {
  it('reads back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => expect([...fromHex(toHex(bytes))]).toEqual([...bytes])),
    );
  });

  it.each(['a', 'AB', 'zz', ' 00'])('refuses %j', (text) => {
    expect(() => fromHex(text)).toThrow('not lowercase hex');
  });
});
