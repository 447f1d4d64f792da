import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { implementations, type DueDate } from '#contracts';
import { endOfDue, isActionOverdue, isOverdue } from './derived.js';

describe('the last day that is still in time', () => {
  test.each<[string, DueDate['precision'], string]>([
    ['2026-03-14', 'day', '2026-03-14'],
    ['2026-03-01', 'month', '2026-03-31'],
    ['2026-04-30', 'month', '2026-04-30'],
    ['2026-12-05', 'month', '2026-12-31'],
    ['2026-02-10', 'month', '2026-02-28'],
    ['2028-02-10', 'month', '2028-02-29'],
    ['2100-02-01', 'month', '2100-02-28'],
    ['2000-02-01', 'month', '2000-02-29'],
    ['0050-02-01', 'month', '0050-02-28'],
    ['2026-01-01', 'year', '2026-12-31'],
    ['2028-12-31', 'year', '2028-12-31'],
  ])('%s, meant to the %s, ends on %s', (date, precision, end) => {
    expect(endOfDue({ date, precision })).toBe(end);
  });

  test('is never before the date, and in its own month or year', () => {
    const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (moment) => {
        const date = moment.toISOString().slice(0, 10);
        const [day, month, year] = (['day', 'month', 'year'] as const).map((precision) =>
          endOfDue({ date, precision }),
        );
        expect(day).toBe(date);
        expect(month?.slice(0, 7)).toBe(date.slice(0, 7));
        expect(year).toBe(`${date.slice(0, 4)}-12-31`);
        const next = new Date(`${month}T00:00:00Z`);
        next.setUTCDate(next.getUTCDate() + 1);
        expect(next.getUTCDate()).toBe(1);
        expect(date <= (month ?? '')).toBe(true);
      }),
    );
  });
});

describe('overdue', () => {
  const due = { dueDate: '2026-02-10', duePrecision: 'month' } as const;

  test.each([
    ['2026-02-10', false],
    ['2026-02-28', false],
    ['2026-03-01', true],
  ])('something due in February 2026 is on %s: %s', (today, overdue) => {
    expect(isOverdue({ ...due, closure: 'open', implementation: 'in_progress' }, today)).toBe(overdue);
    expect(isActionOverdue({ ...due, state: 'in_progress' }, today)).toBe(overdue);
  });

  test.each(implementations.map((implementation) => [implementation] as const))(
    'work that is %s is late unless it is reported done',
    (implementation) => {
      expect(isOverdue({ ...due, closure: 'open', implementation }, '2030-01-01')).toBe(
        implementation !== 'reported_implemented',
      );
    },
  );

  test('what is closed or has no date is never late', () => {
    const open = { closure: 'open', implementation: 'in_progress' } as const;
    expect(isOverdue({ ...due, ...open, closure: 'superseded' }, '2030-01-01')).toBe(false);
    expect(isOverdue({ ...open, dueDate: null, duePrecision: null }, '2030-01-01')).toBe(false);
  });

  test.each([
    ['planned', true],
    ['in_progress', true],
    ['completed', false],
    ['dropped', false],
  ])('an action that is %s is late after its day: %s', (state, overdue) => {
    expect(isActionOverdue({ ...due, state }, '2030-01-01')).toBe(overdue);
  });
});
