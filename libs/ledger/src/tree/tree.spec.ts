import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromHex, leafHash, nodeHash, toHex } from '../hashing.js';
import { CompactRange } from './compact-range.js';
import {
  consistencyPlan,
  inclusionPlan,
  nodesNeeded,
  proofFrom,
  tileHeight,
  type ProofPlan,
} from './proof-plan.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** RFC 9162 section 2.1.1, word for word: slow and plain. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (!only) return sha256(Buffer.alloc(0));
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return nodeHash(sha256, naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

/** RFC 9162 section 2.1.3.1. */
function naivePath(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...naivePath(index, left), naiveRoot(right)]
    : [...naivePath(index - split, right), naiveRoot(left)];
}

/** RFC 9162 section 2.1.4.1. */
function naiveProof(first: number, leaves: readonly Uint8Array[], isWhole = true): Uint8Array[] {
  if (first === leaves.length) return isWhole ? [] : [naiveRoot(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return first <= split
    ? [...naiveProof(first, left, isWhole), naiveRoot(right)]
    : [...naiveProof(first - split, right, false), naiveRoot(left)];
}

function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** A tree that keeps every eighth level, as the store does. */
class KeptTree {
  readonly range = new CompactRange(sha256);
  private readonly kept = new Map<number, Uint8Array[]>();

  constructor(leaves: readonly Uint8Array[]) {
    for (const leaf of leaves)
      for (const { level, hash } of this.range.append(leaf)) {
        if (level % tileHeight !== 0) continue;
        const nodes = this.kept.get(level) ?? [];
        nodes.push(hash);
        this.kept.set(level, nodes);
      }
  }

  proof(plan: ProofPlan): Uint8Array[] {
    return proofFrom(sha256, plan, ({ level, from, to }) => (this.kept.get(level) ?? []).slice(from, to));
  }
}

const leavesOf = (count: number, seed = 0) =>
  Array.from({ length: count }, (_, place) => sha256(Buffer.from(`${seed}:${place}`)));
const hexes = (path: readonly Uint8Array[]) => path.map(toHex);

describe('published vectors of Certificate Transparency', () => {
  // The leaves and roots of the reference implementation's Merkle tree tests.
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const leaves = inputs.map((hex) => sha256(Buffer.concat([Buffer.from([0]), fromHex(hex)])));
  const tree = (size: number) => new KeptTree(leaves.slice(0, size));

  test('the empty tree has the hash of nothing', () => {
    expect(toHex(new CompactRange(sha256).root())).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  test.each(roots.map((root, place) => [place + 1, root] as const))('the root of %d leaves', (size, root) => {
    expect(toHex(tree(size).range.root())).toBe(root);
  });

  test('a leaf hash is that of the text', () => {
    expect(toHex(leafHash(sha256, ''))).toBe(roots[0]);
  });

  test.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('the inclusion proof of leaf %d among %d', (index, size, path) => {
    expect(hexes(tree(size).proof(inclusionPlan(index, size)))).toEqual(path);
  });

  test.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('the consistency proof from %d to %d', (first, second, path) => {
    expect(hexes(tree(second).proof(consistencyPlan(first, second)))).toEqual(path);
  });
});

test('10,000 random trees have the roots and proofs of the plain recursion', () => {
  let random = 7;
  const below = (limit: number) => (random = (random * 48_271) % 2_147_483_647) % limit;
  const wrong: unknown[] = [];
  for (let round = 0; round < 10_000; round++) {
    // Mostly small; now and then over the edge of a tile.
    const leaves = leavesOf(1 + (round % 100 === 0 ? below(600) : below(24)), round);
    const [size, tree] = [leaves.length, new KeptTree(leaves)];
    const [index, first] = [below(size), 1 + below(size)];
    const root = naiveRoot(leaves);
    const firstRoot = naiveRoot(leaves.slice(0, first));
    const path = tree.proof(inclusionPlan(index, size));
    const proof = tree.proof(consistencyPlan(first, size));
    const leaf = leaves[index] as Uint8Array;
    const isRight =
      toHex(tree.range.root()) === toHex(root) &&
      hexes(path).join() === hexes(naivePath(index, leaves)).join() &&
      hexes(proof).join() === hexes(naiveProof(first, leaves)).join() &&
      verifyInclusion(sha256, { leafHash: leaf, index, size, path, root }) &&
      verifyConsistency(sha256, { first, firstRoot, second: size, secondRoot: root, path: proof });
    if (!isRight) wrong.push({ round, size, index, first });
  }
  expect(wrong).toEqual([]);
});

describe('a compact range', () => {
  test('goes on from its edge wherever it was cut', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (before, after) => {
        const leaves = leavesOf(before + after);
        const whole = new KeptTree(leaves).range;
        const cut = new KeptTree(leaves.slice(0, before)).range;
        const resumed = new CompactRange(sha256, cut.edge(), cut.size);
        for (const leaf of leaves.slice(before)) resumed.append(leaf);
        expect([resumed.size, resumed.root()]).toEqual([whole.size, whole.root()]);
      }),
      { numRuns: 50 },
    );
  });

  test('does not take an edge of another size', () => {
    const { range } = new KeptTree(leavesOf(5));
    expect(() => new CompactRange(sha256, range.edge(), 7)).toThrow('not the edge of a tree of 7 leaves');
    expect(() => new CompactRange(sha256, range.edge(), -1)).toThrow(RangeError);
  });
});

describe('a proof of something else does not hold', () => {
  const flip = (hash: Uint8Array, bit: number) => {
    const copy = Uint8Array.from(hash);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return copy;
  };
  const cases = fc.record({
    size: fc.integer({ min: 2, max: 300 }),
    at: fc.nat(),
    bit: fc.nat(255),
    other: fc.nat(),
  });

  test('of inclusion', () => {
    fc.assert(
      fc.property(cases, ({ size, at, bit, other }) => {
        const leaves = leavesOf(size);
        const tree = new KeptTree(leaves);
        const index = at % size;
        const claim = {
          leafHash: leaves[index] as Uint8Array,
          index,
          size,
          path: tree.proof(inclusionPlan(index, size)),
          root: tree.range.root(),
        };
        const holds = (changed: Partial<typeof claim>) => verifyInclusion(sha256, { ...claim, ...changed });
        const place = other % claim.path.length;
        expect(holds({})).toBe(true);
        expect(holds({ leafHash: flip(claim.leafHash, bit) })).toBe(false);
        expect(holds({ root: flip(claim.root, bit) })).toBe(false);
        expect(holds({ index: (index + 1 + (other % (size - 1))) % size })).toBe(false);
        expect(holds({ index: size })).toBe(false);
        expect(
          holds({ path: claim.path.map((hash, step) => (step === place ? flip(hash, bit) : hash)) }),
        ).toBe(false);
        expect(holds({ path: claim.path.slice(1) })).toBe(false);
        expect(holds({ path: [...claim.path, claim.root] })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test('of consistency', () => {
    fc.assert(
      fc.property(cases, ({ size, at, bit, other }) => {
        const leaves = leavesOf(size);
        const first = 1 + (at % (size - 1));
        const claim = {
          first,
          firstRoot: new KeptTree(leaves.slice(0, first)).range.root(),
          second: size,
          secondRoot: new KeptTree(leaves).range.root(),
          path: new KeptTree(leaves).proof(consistencyPlan(first, size)),
        };
        const holds = (changed: Partial<typeof claim>) => verifyConsistency(sha256, { ...claim, ...changed });
        const place = other % claim.path.length;
        expect(holds({})).toBe(true);
        expect(holds({ firstRoot: flip(claim.firstRoot, bit) })).toBe(false);
        expect(holds({ secondRoot: flip(claim.secondRoot, bit) })).toBe(false);
        expect(holds({ first: size, firstRoot: claim.firstRoot })).toBe(false);
        expect(holds({ first: size + 1 })).toBe(false);
        expect(
          holds({ path: claim.path.map((hash, step) => (step === place ? flip(hash, bit) : hash)) }),
        ).toBe(false);
        expect(holds({ path: [] })).toBe(false);
        expect(holds({ path: [...claim.path, claim.secondRoot] })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test('where nothing is to be proved', () => {
    const empty = sha256(Buffer.alloc(0));
    const root = naiveRoot(leavesOf(3));
    const claim = { first: 0, firstRoot: empty, second: 3, secondRoot: root, path: [] };
    expect(verifyConsistency(sha256, claim)).toBe(true);
    expect(verifyConsistency(sha256, { ...claim, firstRoot: root })).toBe(false);
    expect(verifyConsistency(sha256, { ...claim, first: 3, firstRoot: root })).toBe(true);
    expect(verifyConsistency(sha256, { ...claim, first: 3, firstRoot: empty })).toBe(false);
    expect(() => inclusionPlan(3, 3)).toThrow('no leaf 3');
    expect(() => consistencyPlan(0, 3)).toThrow(RangeError);
    expect(() => consistencyPlan(4, 3)).toThrow(RangeError);
  });
});

test('a proof in a large tree is worked out from few nodes', () => {
  const size = 987_654_321;
  const counted = (plan: ProofPlan) => nodesNeeded(plan).reduce((sum, { from, to }) => sum + to - from, 0);
  for (const index of [0, 1, 12_345_678, size - 1])
    expect(counted(inclusionPlan(index, size))).toBeLessThan(1400);
  expect(counted(consistencyPlan(123_456_789, size))).toBeLessThan(1400);
});
