import { describe, expect, test } from '@jest/globals';
import type { EntryNote, HistoryEntry } from '#contracts';
import { idOf } from '../../../../test/support/sample-states.js';
import { decisionsOn, dueMovesOf, filesOf, statesOf } from './record-of.js';

const [recommendation, proposal, evidence] = [idOf(1), idOf(2), idOf(3)];

type Change = Record<string, unknown>;
let count = 0;
function entry(
  about: [HistoryEntry['objectType'], string],
  objectVersion: number,
  action: string,
  [set, was = {}, note = {}]: [Change, Change?, EntryNote?],
): HistoryEntry {
  count += 1;
  return {
    index: count,
    id: idOf(0x100 + count),
    at: '2026-01-01T00:00:00.000Z',
    actor: { id: idOf(9), name: 'Pat' },
    onBehalfOf: null,
    objectType: about[0],
    objectId: about[1],
    objectVersion,
    action,
    body: { set, was, note },
    held: [],
    redacted: [],
    recommendation: { id: recommendation, code: 'R', title: 'T' },
    reviewId: null,
    hash: '',
    prevHash: null,
    requestId: 'r',
  };
}

const entries = [
  entry(['recommendation', recommendation], 1, 'recommendation.drafted', [
    { acceptance: 'pending', dueDate: null },
  ]),
  entry(['proposal', proposal], 1, 'proposal.made', [{ state: 'open' }]),
  entry(['proposal', proposal], 2, 'proposal.approved', [{ state: 'open' }]),
  entry(['proposal', proposal], 3, 'proposal.approved', [{ state: 'approved' }]),
  entry(['recommendation', recommendation], 2, 'recommendation.responded-to', [
    { acceptance: 'accepted', dueDate: '2026-06-30', duePrecision: 'month' },
    { acceptance: 'pending', dueDate: null },
    { proposalId: proposal },
  ]),
  entry(['evidence', evidence], 1, 'evidence.added', [{ file: { sha256: 'aa' } }]),
  entry(['evidence', evidence], 2, 'evidence.replaced', [{ file: { sha256: 'bb' } }]),
  entry(['evidence', evidence], 3, 'evidence.withdrawn', [{ state: 'withdrawn' }]),
  entry(['recommendation', recommendation], 3, 'recommendation.due-date-moved', [
    { dueDate: '2026-12-31', duePrecision: 'day' },
    { dueDate: '2026-06-30' },
    { reason: 'The donors meet only in spring.' },
  ]),
  {
    ...entry(['refusal', idOf(4)], 1, 'attempt.refused', [{}]),
    body: { command: 'proposal.approve', objectType: 'proposal', objectId: proposal, code: 'x', rule: null },
  },
];

describe('a dossier reads in the history', () => {
  test('the states of an axis, and the decision behind each', () => {
    expect(statesOf(entries, 'acceptance').map(({ state, proposalId }) => [state, proposalId])).toEqual([
      ['pending', null],
      ['accepted', proposal],
    ]);
    expect(statesOf(entries, 'closure')).toEqual([]);
  });

  test('decisions on the version that the decider saw', () => {
    expect(decisionsOn(entries, proposal).map(({ outcome, decidedOn }) => [outcome, decidedOn])).toEqual([
      ['approved', 1],
      ['approved', 2],
    ]);
    expect(decisionsOn(entries, idOf(8))).toEqual([]);
  });

  test('every date by which it was due', () => {
    expect(dueMovesOf(entries).map(({ from, to, precision }) => [from, to, precision])).toEqual([
      [null, '2026-06-30', 'month'],
      ['2026-06-30', '2026-12-31', 'day'],
    ]);
  });

  test('the file of each version of an item of evidence', () => {
    expect(filesOf(entries, evidence)).toEqual([
      { version: 1, sha256: 'aa' },
      { version: 2, sha256: 'bb' },
    ]);
  });
});
