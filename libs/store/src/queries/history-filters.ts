import { refusedActions, type Actor, type HistoryQuery } from '#contracts';
import type { Parameters } from '../parameters.js';
import type { SortKey } from './list.js';

/** Words of a filter that are looked up one by one; more of them are most of the log, which is walked instead. */
const lookedUpMax = 6;

/**
 * The log, cut to the actions or types that are asked for. Each word is a range of an index of its own, in the order
 * of the log, and the ranges are merged: however rare they are among the others, a page costs a page.
 */
export function leafSource(query: HistoryQuery, parameters: Parameters): string {
  const [column, words] = wordsOf(query);
  if (words.length === 0 || words.length > lookedUpMax) return 'leaf';
  const ranges = words.map((word) => `select * from leaf where ${column} = ${parameters.add(word)}`);
  return `(${ranges.join(' union all ')}) leaf`;
}

function wordsOf({
  action,
  objectType,
  refused,
}: HistoryQuery): ['action' | 'object_type', readonly string[]] {
  if (action) return ['action', [...new Set(action)]];
  if (refused === 'true') return ['action', refusedActions];
  return ['object_type', [...new Set(objectType ?? [])]];
}

/** Entries between two times are read in the order of time, which is a range of an index; others in log order. */
export function historyKeys({ from, to }: HistoryQuery): SortKey[] {
  const index = { sql: 'leaf.index', type: 'bigint' };
  return from || to ? [{ sql: 'leaf.at', type: 'timestamptz' }, index] : [index];
}

/** What a person did, and entries about their account, their grants, what they lent or borrowed, and their emergencies. */
const concerning = (place: string): string => `(leaf.actor_id = ${place} or leaf.object_id in (
  select ${place}::uuid union all select id from "grant" where person_id = ${place}
  union all select id from delegation where from_id = ${place} or to_id = ${place}
  union all select id from emergency_access where requested_by_id = ${place}))`;

/** Every filter of the question, as conditions on the log. */
export function historyFilters(actor: Actor, query: HistoryQuery, parameters: Parameters): string[] {
  const given: [unknown, (place: string) => string, unknown?][] = [
    [query.action, (place) => `leaf.action = any(${place}::text[])`],
    [query.objectType, (place) => `leaf.object_type = any(${place}::text[])`],
    [query.objectId, (place) => `leaf.object_id = ${place}`],
    [query.recommendationId, (place) => `leaf.recommendation_id = ${place}`],
    [query.reviewId, (place) => `leaf.review_id = ${place}`],
    [query.actorId, (place) => `leaf.actor_id = ${place}`],
    [query.personId, concerning],
    [query.since, (place) => `leaf.index > ${place}`],
    [query.from, (place) => `leaf.at >= ${place}`],
    [query.to, (place) => `leaf.at <= ${place}`],
    [
      query.refused,
      (place) =>
        query.refused === 'true'
          ? `leaf.action = any(${place}::text[])`
          : `leaf.action <> all(${place}::text[])`,
      refusedActions,
    ],
    [
      query.others === 'true' ? true : undefined,
      (place) => `leaf.actor_id is distinct from ${place}::uuid`,
      actor.personId,
    ],
  ];
  return given.flatMap(([asked, sqlOf, value = asked]) =>
    asked === undefined ? [] : [sqlOf(parameters.add(value))],
  );
}

/** Whether several filters narrow the log at once, so that which index is best depends on their values. */
export function isNarrowedTwice(query: HistoryQuery): boolean {
  const { objectId, recommendationId, reviewId, actorId, personId, from, to } = query;
  const [, words] = wordsOf(query);
  const narrowing = [objectId, recommendationId, reviewId, actorId, personId, from ?? to, words[0]];
  return narrowing.filter((one) => one !== undefined).length > 1;
}
