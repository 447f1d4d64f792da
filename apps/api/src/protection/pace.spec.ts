import { describe, expect, test } from '@jest/globals';
import { Refusal } from '#contracts';
import { defaultLimits, Pace, Places, scaledLimits } from './pace.js';

describe('a pace', () => {
  test('gives so many at once, then so many a second, and says when the next is due', () => {
    let now = 0;
    const pace = new Pace({ burst: 3, perSecond: 2 }, () => now);
    const take = (times: number) => Array.from({ length: times }, () => pace.take('one'));
    expect(take(5)).toEqual([0, 0, 0, 1, 1]);
    now += 500;
    expect(take(2)).toEqual([0, 1]);
    now += 60_000;
    expect(take(4)).toEqual([0, 0, 0, 1]);
  });

  test('is slow where it must be: the wait is told in whole seconds', () => {
    const pace = new Pace({ burst: 1, perSecond: 0.1 }, () => 0);
    expect([pace.take('one'), pace.take('one')]).toEqual([0, 10]);
  });

  test('is of each key alone', () => {
    const pace = new Pace({ burst: 1, perSecond: 1 }, () => 0);
    expect([pace.take('one'), pace.take('another'), pace.take('one')]).toEqual([0, 0, 1]);
  });

  test('refuses with the time to wait', () => {
    const pace = new Pace({ burst: 1, perSecond: 0.5 }, () => 0);
    pace.demand('one');
    expect(() => pace.demand('one')).toThrow(Refusal);
    try {
      pace.demand('one');
    } catch (fault) {
      expect((fault as Refusal).details.retryAfterSeconds).toBe(2);
    }
  });
});

test('places are given back', () => {
  const places = new Places(2);
  expect([places.take('one'), places.take('one'), places.take('one'), places.take('two')]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  places.giveBack('one');
  expect([places.take('one'), places.take('one')]).toEqual([true, false]);
});

test('an installation may be more generous', () => {
  expect(scaledLimits(1)).toEqual(defaultLimits);
  expect(scaledLimits(3).person).toEqual({ burst: 1_800, perSecond: 90 });
});
