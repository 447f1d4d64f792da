import { describe, expect, test } from '@jest/globals';
import { freshSeed, numbersFrom, sampledIndices } from './sample.js';

describe('a sample of the log', () => {
  test('is all of a log that is small', () => {
    expect(sampledIndices(0, 1)).toEqual([]);
    expect(sampledIndices(3, 1)).toEqual([0, 1, 2]);
    expect(sampledIndices(500, 1)).toHaveLength(500);
  });

  test('takes in the newest entries, and older ones from everywhere', () => {
    const indices = sampledIndices(100_000, 42);
    expect(indices.slice(-500)).toEqual(Array.from({ length: 500 }, (_, place) => 99_500 + place));
    expect(indices.length).toBeGreaterThan(990);
    expect(indices[0]).toBeLessThan(2000);
    const older = indices.filter((index) => index < 99_500);
    for (let tenth = 0; tenth < 10; tenth++)
      expect(older.filter((index) => Math.floor(index / 9950) === tenth).length).toBeGreaterThan(20);
    expect(indices).toEqual([...new Set(indices)].sort((one, other) => one - other));
  });

  test('is the same for the same seed, and another for another', () => {
    expect(sampledIndices(100_000, 42)).toEqual(sampledIndices(100_000, 42));
    expect(sampledIndices(100_000, 42)).not.toEqual(sampledIndices(100_000, 43));
  });

  test('is drawn by numbers from 0 to 1, which the seed gives', () => {
    const next = numbersFrom(freshSeed());
    for (let count = 0; count < 1000; count++) {
      const number = next();
      expect(number >= 0 && number < 1).toBe(true);
    }
  });
});
