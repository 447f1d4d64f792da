import { describe, expect, test } from '@jest/globals';
import { SegregationQuery } from '#contracts';
import { idOf } from '../../../../test/support/sample-states.js';
import { readSegregationSearch, reportQueryOf } from './segregation-search.js';

describe('the address of the segregation report', () => {
  test('holds the filters that are sound, and leaves out what is not', () => {
    const raw = { reviewId: idOf(1), recommendationId: 'no-id', from: '2026-02-30', violations: 'true' };
    expect(readSegregationSearch({ ...raw, colour: 'red' })).toEqual({
      reviewId: idOf(1),
      violations: 'true',
    });
  });

  test('asks nothing that the report does not know, whatever else stands in the address', () => {
    const address = { reviewId: idOf(1), to: '2026-03-01', asOf: '2026-03-04T05:06:07Z' };
    const query = reportQueryOf(address);
    expect(query).not.toHaveProperty('asOf');
    expect(SegregationQuery.parse(query)).toMatchObject({ reviewId: idOf(1) });
  });
});
