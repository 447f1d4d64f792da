import { expect, test } from '@jest/globals';
import { Consequences } from './consequences.js';

const about = (objectId: string, requestId: string, recommendationId?: string) => ({
  objectId,
  requestId,
  body: { set: recommendationId === undefined ? {} : { recommendationId } },
});

test.each([
  ['the object', about('a', 'other'), true],
  ['the request', about('other', 'r'), true],
  ['the recommendation that an object belongs to', about('other', 'other', 'a'), true],
  ['nothing', about('other', 'other', 'other'), false],
])('a step that shares %s with an earlier fault', (_what, later, follows) => {
  const consequences = new Consequences();
  consequences.look(about('a', 'r'));
  expect(consequences.take('chain-broken')).toBe(false);
  consequences.look(later);
  expect(consequences.take('illegal-step')).toBe(follows);
  // That bytes were altered follows from nothing.
  expect(consequences.take('chain-broken')).toBe(false);
});

test('after an entry that cannot be read any step may follow from it', () => {
  const consequences = new Consequences();
  expect(consequences.take('line-form')).toBe(false);
  consequences.look(about('b', 's'));
  expect(consequences.take('version-order')).toBe(true);
});
