import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DemoClock } from './clock.js';

const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const days = fc.array(fc.integer({ min: -182, max: 0 }), { minLength: 1, maxLength: 60 });

test('the simulated clock never goes backwards', () => {
  fc.assert(
    fc.property(moment, days, (end, wanted) => {
      const clock = new DemoClock(end);
      const times = [...wanted].sort((a, b) => a - b).map((day) => clock.next(day));
      expect(times).toEqual([...times].sort());
      expect(new Set(times).size).toBe(times.length);
    }),
  );
});

test('nothing is planned for a weekend', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: -182, max: -2 }), (end, day) => {
      const clock = new DemoClock(end);
      expect([0, 6]).not.toContain(new Date(clock.date(clock.workingDay(day))).getUTCDay());
    }),
  );
});
