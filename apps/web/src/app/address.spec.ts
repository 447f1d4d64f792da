import { describe, expect, test } from '@jest/globals';
import { readAuditSearch } from '../audit/audit-search.js';
import { readListSearch } from '../recommendations/list-search.js';
import { readSearch, writeSearch } from './address.js';

describe('an address', () => {
  test('is written so that people can read it, and comes back', () => {
    const text = writeSearch({ objectType: ['proposal', 'grant'], from: '2026-01-01', search: '' });
    expect(text).toBe('?objectType=proposal,grant&from=2026-01-01');
    expect(readSearch(text)).toEqual({ objectType: 'proposal,grant', from: '2026-01-01' });
  });

  // The router hands on what a reading does not name, so what is not sound must be named as not there.
  test.each([
    ['the timeline', readAuditSearch, { objectType: '"proposal,grant"', from: 'soon' }],
    ['the list', readListSearch, { acceptance: '["accepted"]', overdue: 'maybe' }],
  ] as const)('leaves out of %s what is not sound, by name', (_page, read, raw) => {
    const sound = read(raw);
    for (const name of Object.keys(raw)) {
      expect(sound).toHaveProperty(name);
      expect(sound[name as keyof typeof sound]).toBeUndefined();
    }
  });
});
