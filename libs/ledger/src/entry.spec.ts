import { describe, expect, it } from '@jest/globals';
import { NotCanonicalError } from './canonical-json.js';
import { canonicalEntry, type EntryFields } from './entry.js';

const first: EntryFields = {
  v: 1,
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  at: '2026-03-01T09:30:00.000Z',
  actor: null,
  onBehalfOf: null,
  objectType: 'review',
  objectId: '01890a5d-ac96-774b-bcce-b302099a8058',
  objectVersion: 1,
  prevHash: null,
  action: 'review.created',
  body: { set: { title: 'Rapport d’évaluation', date: '2026-01-31' }, note: null },
  requestId: '01890a5d-ac96-774b-bcce-b302099a8059',
};

describe('the canonical text of an entry', () => {
  it('is the same bytes for ever', () => {
    expect(canonicalEntry(first)).toBe(
      '{"action":"review.created","actor":null,"at":"2026-03-01T09:30:00.000Z",' +
        '"body":{"note":null,"set":{"date":"2026-01-31","title":"Rapport d’évaluation"}},' +
        '"id":"01890a5d-ac96-774b-bcce-b302099a8057","objectId":"01890a5d-ac96-774b-bcce-b302099a8058",' +
        '"objectType":"review","objectVersion":1,"onBehalfOf":null,"prevHash":null,' +
        '"requestId":"01890a5d-ac96-774b-bcce-b302099a8059","v":1}',
    );
  });

  it.each([
    ['another version of the format', { v: 2 }, '$.v'],
    ['a time without milliseconds', { at: '2026-03-01T09:30:00Z' }, '$.at'],
    ['a time of another zone', { at: '2026-03-01T09:30:00.000+01:00' }, '$.at'],
    ['a hash in capitals', { prevHash: 'A'.repeat(64), objectVersion: 2 }, '$.prevHash'],
    ['a second version that names none before it', { objectVersion: 2 }, '$.prevHash'],
    ['a version of zero', { objectVersion: 0 }, '$.objectVersion'],
    ['a member that entries do not have', { extra: 1 }, '$'],
    ['a member that is missing', { requestId: undefined }, '$.requestId'],
    ['a body with a float', { body: { share: 0.5 } }, '$.body.share'],
  ])('refuses %s', (_name, change, path) => {
    let error: unknown;
    try {
      canonicalEntry({ ...first, ...change } as EntryFields);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(NotCanonicalError);
    expect(error).toMatchObject({ path });
  });
});
