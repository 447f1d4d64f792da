import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  hexes,
  KeptTree,
  leavesOf,
  naivePath,
  naiveProof,
  naiveRoot,
  sha256,
} from '../../../../test/support/plain-tree.js';
import { toHex } from '../hashing.js';
import { CompactRange } from './compact-range.js';
import { consistencyPlan, inclusionPlan, nodesNeeded, type ProofPlan } from './proof-plan.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

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
