import { describe, expect, test } from '@jest/globals';
import { readJson } from './read-json.js';

const review = { code: 'r', title: 't', date: '2020-01-31', commissionedBy: 'b', summary: 's' };
const documentOf = (...reviews: unknown[]) => JSON.stringify({ format: 'uphold-import/1', reviews });

describe('an import document', () => {
  test.each([
    ['broken', '{"format":\n}', /not JSON/],
    ['of another format', '{"format":"x","reviews":[{}]}', /format must be “uphold-import\/1”/],
    ['without reviews', '{"format":"uphold-import/1"}', /reviews is missing/],
    [
      'with fields that it does not know',
      '{"format":"uphold-import/1","reviews":[{}],"x":1}',
      /x is not a field/,
    ],
  ])('is refused where it is %s', (_what, text, reason) => {
    expect(() => readJson(text)).toThrow(reason);
  });

  test('names each bad row by its path', () => {
    const bad = { code: 'X 1', title: 't', text: 'x', leads: true };
    const rows = readJson(documentOf({ ...review, date: 'soon', recommendations: [bad, 7] }));
    expect(rows.map(({ place, faults }) => [place, faults])).toEqual([
      ['reviews[0]', ['date must be a date like 2013-12-17']],
      [
        'reviews[0].recommendations[0]',
        [expect.stringMatching(/^code may hold/), 'leads is not a field of the format'],
      ],
      ['reviews[0].recommendations[1]', ['must be an object in braces']],
    ]);
  });

  test('fills in what is left out', () => {
    const rows = readJson(documentOf({ ...review, recommendations: [{ code: '1', title: 't', text: 'x' }] }));
    expect(rows).toMatchObject([
      { kind: 'review', input: { chair: null, lessons: [] } },
      {
        kind: 'recommendation',
        input: { language: 'en', confidentiality: 'internal', sourceVerified: false },
      },
    ]);
  });
});
