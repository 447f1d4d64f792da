import { describe, expect, test } from '@jest/globals';
import { HistoryQuery, KeptQuery } from '#contracts';
import { idOf } from '../../../../test/support/sample-states.js';
import {
  auditSearchOf,
  historyQueryOf,
  keptForm,
  readAuditSearch,
  type AuditSearch,
} from './audit-search.js';

describe('the address of the timeline', () => {
  test('holds the filters that are sound, and leaves out what is not', () => {
    const raw = {
      objectType: 'sign-in,export',
      action: 'unheard.of',
      actorId: idOf(1),
      reviewId: 'no-id',
      from: '2026-02-30',
      to: '2026-03-01',
      refused: 'maybe',
      order: 'descending',
      limit: '5',
      colour: 'red',
    };
    expect(readAuditSearch(raw)).toEqual({
      objectType: ['sign-in', 'export'],
      actorId: idOf(1),
      to: '2026-03-01',
    });
  });

  test('asks from the beginning of the first day to the end of the last', () => {
    const { from, to } = historyQueryOf({ from: '2026-03-01', to: '2026-03-01' });
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 3600_000 - 1);
    expect(new Date(from ?? '').getHours()).toBe(0);
  });

  test('asks nothing that the history does not know, whatever else stands in the address', () => {
    const address = { refused: 'true', asOf: '2026-03-04T05:06:07Z' } as const;
    expect(HistoryQuery.parse(historyQueryOf(address))).toMatchObject({ refused: 'true' });
    expect(historyQueryOf(address)).not.toHaveProperty('asOf');
  });

  test('comes back from a question that was kept', () => {
    const searches: AuditSearch[] = [
      {},
      { refused: 'true', order: 'ascending' },
      { objectType: ['grant'], action: ['grant.given'], from: '2026-01-31', to: '2026-12-01' },
    ];
    for (const search of searches) {
      const kept = KeptQuery.parse(JSON.parse(JSON.stringify(historyQueryOf(search))));
      expect(auditSearchOf(kept)).toEqual(search);
      expect(keptForm(auditSearchOf(kept))).toBe(keptForm(search));
    }
  });

  test('tells questions apart, in whatever order they were asked', () => {
    expect(keptForm({ to: '2026-01-01', refused: 'true' })).toBe(
      keptForm({ refused: 'true', to: '2026-01-01', actorId: undefined }),
    );
    expect(keptForm({ refused: 'true' })).not.toBe(keptForm({ refused: 'false' }));
  });
});
