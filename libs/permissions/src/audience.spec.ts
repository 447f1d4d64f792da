import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '#contracts';
import {
  pool,
  someActor,
  someEntry,
  someRecommendation,
  type SomeEntry,
} from '../../../test/support/random/permissions.js';
import { roomsFor, roomsOfEntry, type Following } from './audience.js';
import { canRead } from './permit.js';

/** Whether an entry reaches a person who follows a topic: some room of theirs is one in which it is told. */
function reaches(actor: Actor, following: Following, entry: SomeEntry): boolean {
  const told = roomsOfEntry(entry);
  const joined = roomsJoined(actor, following);
  return told.some((room) => joined.has(room));
}

const joinedBy = new WeakMap<Actor, Map<string, Set<string>>>();
function roomsJoined(actor: Actor, following: Following): Set<string> {
  const known = joinedBy.get(actor) ?? new Map<string, Set<string>>();
  joinedBy.set(actor, known);
  const topic = JSON.stringify(following);
  const rooms = known.get(topic) ?? new Set(roomsFor(actor, following));
  known.set(topic, rooms);
  return rooms;
}

const mayRead = (actor: Actor, { objectType, reviewId, recommendation, evidence }: SomeEntry): boolean =>
  canRead(actor, 'history', {
    history: { objectType, reviewId, recommendationId: recommendation?.id ?? null },
    ...(recommendation && { recommendation }),
    ...(evidence && { evidence }),
  });

const everything: Following = { topic: 'all' };
const following: fc.Arbitrary<Following> = fc.oneof(
  fc.constant(everything),
  fc.constantFrom(...pool.reviews).map((reviewId) => ({ topic: 'review', reviewId }) as const),
  someRecommendation.map(
    (recommendation) =>
      ({ topic: 'recommendation', recommendation, reviewId: recommendation.reviewId }) as const,
  ),
);
describe('live audiences', () => {
  const entries = fc.array(someEntry, { minLength: 20, maxLength: 20 });
  const runs = { numRuns: 60 };
  /** For any person and any entries. */
  const forAny = (check: (actor: Actor, entry: SomeEntry) => void) =>
    fc.assert(
      fc.property(someActor, entries, (actor, some) => some.forEach((entry) => check(actor, entry))),
      runs,
    );

  test('nobody is in a room in which something is told that they may not read', () => {
    fc.assert(
      fc.property(someActor, following, entries, (actor, topic, some) => {
        for (const entry of some) {
          const told = topic.topic === 'recommendation' ? aboutIt(entry, topic) : entry;
          if (reaches(actor, topic, told)) expect(mayRead(actor, told)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('who follows everything hears of everything that they may read', () => {
    forAny((actor, entry) => expect(reaches(actor, everything, entry)).toBe(mayRead(actor, entry)));
  });

  test('who follows a review hears of all in it that they may read', () => {
    forAny((actor, entry) => {
      const { reviewId } = entry;
      if (!reviewId) return;
      expect(reaches(actor, { topic: 'review', reviewId }, entry)).toBe(mayRead(actor, entry));
    });
  });

  test('who follows a recommendation hears of all about it that they may read', () => {
    forAny((actor, entry) => {
      const { recommendation, reviewId, ...told } = entry;
      if (!recommendation || !reviewId) return;
      const topic = { topic: 'recommendation', recommendation, reviewId } as const;
      const about = { ...told, recommendation, reviewId };
      expect(reaches(actor, topic, about)).toBe(mayRead(actor, about));
    });
  });

  test('an entry is told in a handful of rooms, and nobody joins one twice', () => {
    forAny((_actor, entry) => {
      expect(roomsOfEntry(entry).length).toBeLessThan(entry.evidence ? 17 : 9);
    });
    fc.assert(
      fc.property(someActor, (actor) => {
        const rooms = roomsFor(actor, everything);
        expect(new Set(rooms).size).toBe(rooms.length);
      }),
      runs,
    );
  });
});

/** The entry as if it were about the recommendation that is followed. */
function aboutIt(entry: SomeEntry, topic: Extract<Following, { topic: 'recommendation' }>): SomeEntry {
  if (!entry.recommendation || entry.recommendation.id !== topic.recommendation.id) return entry;
  return {
    ...entry,
    reviewId: topic.reviewId,
    recommendation: { ...entry.recommendation, ...topic.recommendation, reviewId: topic.reviewId },
  };
}
