import { nodeHash, type Sha256 } from '../hashing.js';

/** Length of every hash of the tree, in bytes. */
export const hashLength = 32;

/** A perfect subtree that is complete: 2^level leaves from leaf index · 2^level on. */
export interface CompletedNode {
  level: number;
  index: number;
  /** 32 bytes. */
  hash: Uint8Array;
}

/**
 * The right edge of an RFC 9162 tree: the roots of its perfect subtrees, of which there is one for each bit that is
 * set in its size. Enough to append leaves and to work out the root (section 2.1.1) in memory that grows with the
 * logarithm of the size.
 */
export class CompactRange {
  private count: number;
  private readonly hashes: Uint8Array[] = [];

  /**
   * @param edge hashes of the perfect subtrees of a tree, largest first, one after the other
   * @param size how many leaves that tree has
   * @throws RangeError where the edge is not that of a tree of this size
   */
  constructor(
    private readonly sha256: Sha256,
    edge: Uint8Array = new Uint8Array(0),
    size = 0,
  ) {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('the size of a tree is not negative');
    if (edge.length !== onesIn(size) * hashLength)
      throw new RangeError(`this is not the edge of a tree of ${size} leaves`);
    this.count = size;
    for (let start = 0; start < edge.length; start += hashLength)
      this.hashes.push(edge.slice(start, start + hashLength));
  }

  /** How many leaves the tree has. */
  get size(): number {
    return this.count;
  }

  /**
   * Appends a leaf.
   *
   * @param leafHash 32 bytes
   * @returns every perfect subtree that it completes, the leaf itself first
   */
  append(leafHash: Uint8Array): CompletedNode[] {
    let node: CompletedNode = { level: 0, index: this.count, hash: leafHash };
    const completed = [node];
    while (node.index % 2 === 1) {
      const left = this.hashes.pop();
      if (!left) throw new Error('the edge has fewer hashes than its size says');
      node = {
        level: node.level + 1,
        index: (node.index - 1) / 2,
        hash: nodeHash(this.sha256, left, node.hash),
      };
      completed.push(node);
    }
    this.hashes.push(node.hash);
    this.count += 1;
    return completed;
  }

  /** Root of the tree, 32 bytes; of the empty tree, the hash of nothing. */
  root(): Uint8Array {
    const root = this.hashes.reduceRight<Uint8Array | null>(
      (right, left) => (right ? nodeHash(this.sha256, left, right) : left),
      null,
    );
    return root ?? this.sha256(new Uint8Array(0));
  }

  /** Hashes of the perfect subtrees, largest first, one after the other. */
  edge(): Uint8Array {
    const bytes = new Uint8Array(this.hashes.length * hashLength);
    for (const [place, hash] of this.hashes.entries()) bytes.set(hash, place * hashLength);
    return bytes;
  }
}

function onesIn(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
