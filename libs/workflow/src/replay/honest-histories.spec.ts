import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entryKinds } from '#contracts';
import { judged, logOf, randomModel, statesOf } from '../../../../test/support/model-history.js';

describe('whatever was commanded, in whatever order', () => {
  const seen = new Set<string>();
  const forAnyHistory = (check: (world: ReturnType<typeof randomModel>) => void, numRuns = 60) =>
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 400 }), (seed, length) =>
        check(randomModel(seed, length)),
      ),
      { numRuns },
    );

  test('the judge finds every step legal, leaves nothing open, and comes to the same states', () => {
    forAnyHistory((world) => {
      const { judge, faults, unproved } = judged(logOf(world.steps));
      world.steps.forEach(({ event }) => seen.add(event.action));
      expect({ faults, unproved }).toEqual({ faults: [], unproved: [] });
      for (const state of statesOf(world)) expect(judge.stateOf(state.id)).toEqual(state);
    });
    expect(Object.keys(entryKinds).filter((action) => !seen.has(action))).toEqual([]);
  });
});
