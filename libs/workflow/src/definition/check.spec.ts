import { describe, expect, test } from '@jest/globals';
import type { EntryAction, Role } from '#contracts';
import { faultsOf } from './check.js';
import { transitions, type Obligation, type Transition } from './transitions.js';

const table: readonly Transition[] = transitions;
const [first, ...others] = table as [Transition, ...Transition[]];
const withFirst = (changes: Partial<Transition>) => faultsOf([{ ...first, ...changes }, ...others]);

describe('the transition table', () => {
  test('is sound', () => {
    expect(faultsOf(table)).toEqual([]);
  });

  test.each<[string, Partial<Transition>, string]>([
    [
      'starts from a state that is none',
      { from: { issuance: ['drafted'] } },
      "no state 'drafted' of issuance",
    ],
    ['leads to a state that is none', { to: ['issued', 'published'] }, "no state 'published' of issuance"],
    ['obliges to what is no duty', { carries: ['a-song' as Obligation] }, "unknown duty 'a-song'"],
    [
      'records what the history does not know',
      { records: 'recommendation.sung' as EntryAction },
      "records unknown action 'recommendation.sung'",
    ],
    ['may be asked for by nobody', { asks: [] as Role[] }, 'nobody may ask for it'],
    ['is decided without an approval', { approvals: 0 }, 'decided without an approval'],
    ['has approvals that nobody gives', { decides: 'nobody' }, 'approvals, but nobody decides'],
  ])('is told off where a row %s', (_case, changes, fault) => {
    expect(withFirst(changes)).toContain(`issue: ${fault}`);
  });

  test('is told off where nothing leads to a state', () => {
    expect(faultsOf(table.filter(({ id }) => id !== 'hold'))).toEqual([
      "implementation: nothing leads to 'on_hold'",
    ]);
  });

  test('is told off where nothing leads out of a state', () => {
    const oneWay = table.map((row) =>
      row.id === 'resume' ? { ...row, from: { implementation: ['in_progress'] } } : row,
    );
    expect(faultsOf(oneWay)).toEqual(["implementation: nothing leads out of 'on_hold'"]);
  });

  test('is told off where a row stands twice', () => {
    expect(faultsOf([...table, first])).toEqual(["'issue' stands twice"]);
  });
});
