import { nodeHash, type Sha256 } from '../hashing.js';

/** Levels of the tree at which nodes are kept: every eighth, as the tiles of C2SP tlog-tiles have it. */
export const tileHeight = 8;

/** Neighbouring nodes of one kept level: those with `from` ≤ index < `to`. */
export interface NodeRange {
  /** 0 for leaves, then 8, 16, … */
  level: number;
  from: number;
  to: number;
}

/** Hashes of a range's nodes, in order. */
export type NodesOf = (range: NodeRange) => readonly Uint8Array[];

/** Nodes that a proof is worked out from are not kept, though the tree is large enough to have them. */
export class MissingNodesError extends Error {
  override readonly name = 'MissingNodesError';

  constructor() {
    super('nodes of the tree are missing');
  }
}

/** Leaves with `from` ≤ index < `to`. */
interface Leaves {
  from: number;
  to: number;
}

/** A proof that is to be made: for each of its hashes, the perfect subtrees that it is worked out from. */
export interface ProofPlan {
  /** One list for each hash of the proof, the subtrees from left to right. */
  readonly parts: readonly (readonly NodeRange[])[];
}

/**
 * Plans the inclusion proof of a leaf, by RFC 9162 section 2.1.3.1.
 *
 * @param index of the leaf, from 0
 * @param size of the tree in which it is proved, more than `index`
 */
export function inclusionPlan(index: number, size: number): ProofPlan {
  mustBeWithin(index, size);
  const path: Leaves[] = [];
  for (let [from, to] = [0, size]; to - from > 1;) {
    const middle = from + splitOf(to - from);
    const isLeft = index < middle;
    path.push(isLeft ? { from: middle, to } : { from, to: middle });
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  return { parts: path.reverse().map(perfectSubtrees) };
}

/**
 * Plans the proof that a tree holds an earlier one unchanged, by RFC 9162 section 2.1.4.1.
 *
 * @param first size of the earlier tree, more than 0
 * @param second size of the later tree, not less than `first`
 */
export function consistencyPlan(first: number, second: number): ProofPlan {
  if (first < 1) throw new RangeError('an empty tree needs no proof');
  mustBeWithin(first - 1, second);
  const path: Leaves[] = [];
  let [from, to] = [0, second];
  let isWhole = true;
  while (to !== first) {
    const middle = from + splitOf(to - from);
    if (first <= middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
      isWhole = false;
    }
  }
  if (!isWhole) path.push({ from, to });
  return { parts: path.reverse().map(perfectSubtrees) };
}

/** Every range of kept nodes that a plan is worked out from. */
export function nodesNeeded({ parts }: ProofPlan): NodeRange[] {
  return parts.flat();
}

/** Works the proof out: one hash of 32 bytes for each step. */
export function proofFrom(sha256: Sha256, { parts }: ProofPlan, nodesOf: NodesOf): Uint8Array[] {
  return parts.map((subtrees) =>
    subtrees
      .map((range) => rootOfPerfect(sha256, nodesOf(range), range))
      .reduceRight((right, left) => nodeHash(sha256, left, right)),
  );
}

/** The largest power of two that is less than a number above 1. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** The perfect subtrees of which the tree over some leaves consists, from left to right, as ranges of kept nodes. */
function perfectSubtrees({ from, to }: Leaves): NodeRange[] {
  const subtrees: NodeRange[] = [];
  for (let start = from; start < to;) {
    const rest = to - start;
    const isPower = Number.isInteger(Math.log2(rest));
    const width = isPower ? rest : splitOf(rest);
    subtrees.push(keptNodes(start, width));
    start += width;
  }
  return subtrees;
}

function keptNodes(start: number, width: number): NodeRange {
  const level = Math.floor(Math.log2(width) / tileHeight) * tileHeight;
  const span = 2 ** level;
  return { level, from: start / span, to: (start + width) / span };
}

function rootOfPerfect(sha256: Sha256, nodes: readonly Uint8Array[], { from, to }: NodeRange): Uint8Array {
  if (nodes.length !== to - from) throw new MissingNodesError();
  let hashes = nodes;
  while (hashes.length > 1) {
    const above: Uint8Array[] = [];
    for (let place = 0; place < hashes.length; place += 2)
      above.push(nodeHash(sha256, at(hashes, place), at(hashes, place + 1)));
    hashes = above;
  }
  return at(hashes, 0);
}

function at(hashes: readonly Uint8Array[], place: number): Uint8Array {
  const hash = hashes[place];
  if (!hash) throw new MissingNodesError();
  return hash;
}

function mustBeWithin(index: number, size: number): void {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size)
    throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
}
