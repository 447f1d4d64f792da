/** How many of the newest entries every sample takes in, and how many older ones are drawn. */
const newest = 500;
const drawn = 500;

/** A seed for a sample: 31 random bits. */
export const freshSeed = (): number => Math.floor(Math.random() * 2 ** 31);

/**
 * Leaf indices of a sample of a log, in order: the newest span, and older ones drawn by the seed, so that the same
 * seed over a log of the same size draws the same sample.
 */
export function sampledIndices(size: number, seed: number): number[] {
  const old = Math.max(0, size - newest);
  const chosen = new Set(Array.from({ length: size - old }, (_, place) => old + place));
  const next = numbersFrom(seed);
  for (let count = 0; count < drawn && old > 0; count++) chosen.add(Math.floor(next() * old));
  return [...chosen].sort((one, other) => one - other);
}

/** Numbers from 0 to 1 in the sequence that a seed gives (Mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
