import { nodeHash, type Sha256 } from '../hashing.js';

/** What an inclusion proof claims: this leaf stands at this index of the tree with this root. Hashes of 32 bytes. */
export interface Inclusion {
  leafHash: Uint8Array;
  index: number;
  size: number;
  path: readonly Uint8Array[];
  root: Uint8Array;
}

/** Whether an inclusion proof holds, by RFC 9162 section 2.1.3.2. */
export function verifyInclusion(sha256: Sha256, { leafHash, index, size, path, root }: Inclusion): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leafHash];
  for (const step of path) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sha256, step, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(sha256, hash, step);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSame(hash, root);
}

/** What a consistency proof claims: the second tree begins with all that the first one holds. */
export interface Consistency {
  first: number;
  firstRoot: Uint8Array;
  second: number;
  secondRoot: Uint8Array;
  path: readonly Uint8Array[];
}

/**
 * Whether a consistency proof holds, by RFC 9162 section 2.1.4.2. Trees of the same size are consistent where their
 * roots are the same, and everything is consistent with the empty tree; both need no path.
 */
export function verifyConsistency(sha256: Sha256, claim: Consistency): boolean {
  const { first, firstRoot, second, path } = claim;
  if (!isSize(first) || !isSize(second) || first > second) return false;
  if (first === second || first === 0) return holdsWithoutPath(sha256, claim);
  const [start, ...steps] = Number.isInteger(Math.log2(first)) ? [firstRoot, ...path] : path;
  return start !== undefined && holdsFrom(sha256, claim, start, steps);
}

function holdsWithoutPath(sha256: Sha256, claim: Consistency): boolean {
  if (claim.path.length > 0) return false;
  const known = claim.first === 0 ? sha256(new Uint8Array(0)) : claim.secondRoot;
  return isSame(claim.firstRoot, known);
}

function holdsFrom(
  sha256: Sha256,
  { first, firstRoot, second, secondRoot }: Consistency,
  start: Uint8Array,
  steps: readonly Uint8Array[],
): boolean {
  let [node, last] = [first - 1, second - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [older, newer] = [start, start];
  for (const step of steps) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      older = nodeHash(sha256, step, older);
      newer = nodeHash(sha256, step, newer);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newer = nodeHash(sha256, newer, step);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSame(older, firstRoot) && isSame(newer, secondRoot);
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, place) => byte === right[place]);
}
