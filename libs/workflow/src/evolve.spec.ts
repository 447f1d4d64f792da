import { describe, expect, test } from '@jest/globals';
import { idOf, sampleRecommendation } from '../../../test/support/sample-states.js';
import { evolve } from './evolve.js';
import { changed, created, differing } from './events.js';

const later = { at: '2026-05-01T10:00:00.000Z', objectVersion: 2 };

describe('folding an event', () => {
  test('into nothing gives the object as it was made', () => {
    const { id, version: _v, createdAt: _c, updatedAt: _u, ...fields } = sampleRecommendation();
    const event = created('recommendation.drafted', id, fields);
    expect(evolve<'recommendation'>(null, event, { ...later, objectVersion: 1 })).toEqual({
      ...fields,
      id,
      version: 1,
      createdAt: later.at,
      updatedAt: later.at,
    });
  });

  test('changes what the event sets, the version and the time of the last change, and nothing else', () => {
    const before = sampleRecommendation();
    const event = changed('recommendation.classified', before, { confidentiality: 'public' });
    expect(evolve(before, event, later)).toEqual({
      ...before,
      confidentiality: 'public',
      version: 2,
      updatedAt: later.at,
    });
  });

  test('leaves its inputs alone', () => {
    const before = deepFrozen(sampleRecommendation());
    const event = deepFrozen(changed('recommendation.edited', before, { themes: ['other'] }));
    const after = evolve(before, event, deepFrozen({ ...later }));
    expect(after).not.toBe(before);
    expect(before).toEqual(sampleRecommendation());
  });

  test('never takes identity, version or times from what an event sets', () => {
    const before = sampleRecommendation();
    const forged = { objectId: before.id, set: { id: idOf(9), version: 99, createdAt: 'x' } as object };
    const after = evolve(before, forged as never, later);
    expect(after).toMatchObject({ id: before.id, version: 2, createdAt: before.createdAt });
  });
});

describe('an event', () => {
  test('says what its fields were', () => {
    const before = sampleRecommendation({ ownerId: idOf(7) });
    const event = changed('recommendation.assigned', before, { ownerId: null }, { reason: 'Left.' });
    expect(event).toEqual({
      action: 'recommendation.assigned',
      objectType: 'recommendation',
      objectId: before.id,
      set: { ownerId: null },
      was: { ownerId: idOf(7) },
      note: { reason: 'Left.' },
    });
  });

  test('holds no nulls for what was not said', () => {
    const said = { reason: null, tested: undefined, narrative: 'It is done.' };
    const event = changed('recommendation.held', sampleRecommendation(), {}, said as never);
    expect(event.note).toEqual({ narrative: 'It is done.' });
  });
});

describe('what differs', () => {
  const state = { title: 'A', themes: ['x', 'y'], citation: { document: 'D', page: null }, owner: null };

  test.each<[string, Partial<typeof state>, object]>([
    ['a plain field', { title: 'B' }, { title: 'B' }],
    ['a list in another order', { themes: ['y', 'x'] }, { themes: ['y', 'x'] }],
    ['a list that grew', { themes: ['x', 'y', 'z'] }, { themes: ['x', 'y', 'z'] }],
    [
      'a part of an object',
      { citation: { document: 'E', page: null } },
      { citation: { document: 'E', page: null } },
    ],
    ['one field beside equal ones', { title: 'A', themes: [] }, { themes: [] }],
  ])('is found: %s', (_case, wanted, found) => {
    expect(differing(state, wanted)).toEqual(found);
  });

  test.each<[string, Partial<typeof state>]>([
    ['nothing is asked', {}],
    ['the same is asked', { title: 'A', themes: ['x', 'y'] }],
    ['an equal object is asked', { citation: { page: null, document: 'D' } }],
  ])('is refused where %s', (_case, wanted) => {
    expect(() => differing(state, wanted)).toThrow(expect.objectContaining({ code: 'nothing-to-change' }));
  });
});

function deepFrozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFrozen(part);
  return Object.freeze(value);
}
