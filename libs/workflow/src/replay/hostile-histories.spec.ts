import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { honestLog } from '../../../../test/support/forged-log.js';
import { judged } from '../../../../test/support/model-history.js';
import type { ReplayedStep } from './judge.js';

type Path = (string | number)[];

/** Every place in a JSON value that holds something. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([name, one]) => placesIn(one, [...path, name]));
  return path.length === 0 ? inner : [path, ...inner];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const members = value as Record<string, unknown>;
  const inner = replaced(members[name], rest, by);
  if (Array.isArray(value)) return value.map((one: unknown, place) => (String(place) === name ? inner : one));
  return { ...members, [name]: inner };
}

/** What the bundle's own form guarantees before an entry is put before the judge. */
const formed = new Set(['objectVersion', 'requestId', 'at']);
const steps = honestLog.map((step) => ({
  step,
  places: placesIn(step.entry).filter(([name]) => !formed.has(String(name))),
}));

test('whatever is put in the place of something, the judge says what is wrong and never breaks', () => {
  const forged = fc
    .tuple(fc.nat(steps.length - 1), fc.nat(), fc.oneof(fc.jsonValue(), fc.constant('open'), fc.constant({})))
    .map(([place, where, by]) => {
      const { step, places } = steps[place] as (typeof steps)[number];
      const path = places[where % places.length] ?? [];
      return { place, path, by, entry: replaced(step.entry, path, by) as ReplayedStep['entry'] };
    });
  fc.assert(
    fc.property(forged, ({ place, path, by, entry }) => {
      const before = path.reduce<unknown>(
        (value, name) => (value as Record<string, unknown>)[name],
        honestLog[place]?.entry,
      );
      fc.pre(JSON.stringify(before) !== JSON.stringify(by));
      const log = honestLog.map((step, at) => (at === place ? { ...step, entry } : step));
      const { faults } = judged(log);
      // Other words in the place of words may be legal: that they are not what was said is told by the hashes.
      const isOfOtherKind =
        typeof by === 'number' || (typeof by === 'object' && by !== null && !Array.isArray(by));
      if (isOfOtherKind)
        expect({ path, by, isFound: faults.length > 0 }).toEqual({ path, by, isFound: true });
    }),
    { numRuns: 1000 },
  );
});
