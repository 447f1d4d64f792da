import { describe, expect, test } from '@jest/globals';
import { jobNames } from './catalogue.js';
import { nextRunOf } from './next-run.js';

const next = (name: Parameters<typeof nextRunOf>[0], after: string) =>
  nextRunOf(name, new Date(after)).toISOString();

describe('when a job comes next', () => {
  test.each([
    ['house.sweep', '2026-11-24T10:00:00Z', '2026-11-24T10:17:00.000Z'],
    ['house.sweep', '2026-11-24T23:17:00Z', '2026-11-25T00:17:00.000Z'],
    ['history.check-sample', '2026-11-24T01:00:00Z', '2026-11-24T02:23:00.000Z'],
    ['history.check-sample', '2026-12-31T10:00:00Z', '2027-01-01T02:23:00.000Z'],
    ['history.check-all', '2026-11-24T10:00:00Z', '2026-11-29T03:07:00.000Z'],
    ['history.check-all', '2026-11-29T03:07:00Z', '2026-12-06T03:07:00.000Z'],
  ] as const)('%s after %s: %s', (name, after, expected) => {
    expect(next(name, after)).toBe(expected);
  });

  test('can be told of every job', () => {
    const after = new Date('2026-11-24T10:00:00Z');
    for (const name of jobNames) expect(nextRunOf(name, after) > after).toBe(true);
  });
});
