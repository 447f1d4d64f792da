import { createHash } from 'node:crypto';
import { CompactRange, nodeHash, proofFrom, tileHeight, toHex, type ProofPlan } from '#ledger';

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** RFC 9162 section 2.1.1, word for word: slow and plain. */
export function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (!only) return sha256(Buffer.alloc(0));
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return nodeHash(sha256, naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

/** RFC 9162 section 2.1.3.1. */
export function naivePath(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...naivePath(index, left), naiveRoot(right)]
    : [...naivePath(index - split, right), naiveRoot(left)];
}

/** RFC 9162 section 2.1.4.1. */
export function naiveProof(first: number, leaves: readonly Uint8Array[], isWhole = true): Uint8Array[] {
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
export class KeptTree {
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

export const leavesOf = (count: number, seed = 0) =>
  Array.from({ length: count }, (_, place) => sha256(Buffer.from(`${seed}:${place}`)));
export const hexes = (path: readonly Uint8Array[]) => path.map(toHex);
