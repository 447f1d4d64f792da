import type { Pool } from 'pg';
import type {
  Actor,
  ActorGrant,
  Page,
  PersonName,
  ReaderQuery,
  ReaderView,
  RecommendationState,
} from '#contracts';
import { canRead } from '#permissions';
import type { z } from 'zod';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { entitiesBelow, isRunning } from '../people/rights.js';
import { readPage, type ListPlan } from '../queries/list.js';
import { Rows } from './rows.js';
import type { Reader } from '../reading/reader.js';

type Person = z.infer<typeof PersonName>;
type GrantThen = ActorGrant & { personId: string; scopeName: string | null };

/** Pages of candidates that are gone through for one page of readers at most. */
const roundsMax = 5;

/**
 * Who could see a recommendation at a time, by name: those whose account was active and whose grants of then, with
 * the tree of entities of then, allowed it for the recommendation as it stood. Decided by the same rules as ever.
 * Null where the person who asks may not know who reads it, be it as it stood or as it is. What others were given is
 * for the house to look up, not for the person who asks.
 */
export async function listReaders(
  { reader, house }: { reader: Reader; house: Pool },
  actor: Actor,
  id: string,
  query: ReaderQuery,
): Promise<Page<ReaderView> | null> {
  const recommendation = await recommendationThen(reader, actor, id, query.asOf);
  if (!recommendation) return null;
  const rows: ReaderView[] = [];
  let next = query.cursor ?? null;
  for (let round = 0; round < roundsMax; round++) {
    const page = await readPage<Person>(house, candidates(recommendation, query.asOf), {
      limit: query.limit - rows.length,
      cursor: next ?? undefined,
    });
    rows.push(...(await readersAmong(house, page.rows, recommendation, query.asOf)));
    next = page.next;
    if (!next || rows.length >= query.limit) break;
  }
  return { rows, next };
}

async function recommendationThen(
  reader: Reader,
  actor: Actor,
  id: string,
  asOf: string | undefined,
): Promise<RecommendationState | null> {
  const parameters = new Parameters();
  const then = new Rows(parameters, asOf);
  const text = `${then.before}select ${rowShapes.recommendation.selectList('recommendation')} from recommendation
    where recommendation.id = ${parameters.add(id)} and ${then.readableBy(actor, 'reader')}`;
  return (await reader.query<RecommendationState>(text, parameters.values)).rows[0] ?? null;
}

/** People with any right that runs now, by name; what it allows is asked afterwards. */
export function peopleWithRights(): ListPlan {
  return {
    select: 'person.id, person.name',
    from: 'person',
    where: [
      `person.state = 'active'`,
      `exists (select 1 from "grant" granted where granted.person_id = person.id and ${isRunning('granted')})`,
    ],
    keys: byName,
    descending: false,
    parameters: new Parameters(),
  };
}

const byName = [
  { sql: 'lower(person.name)', type: 'text' },
  { sql: 'person.id', type: 'uuid' },
];

/**
 * People with a right that reaches the recommendation, their own or lent, and its owner; what the rights allow is
 * asked afterwards.
 */
export function candidates(
  { id, reviewId, leadEntityId, ownerId }: RecommendationState,
  asOf: string | undefined,
  isLentToo = false,
): ListPlan {
  const parameters = new Parameters();
  const then = new Rows(parameters, asOf);
  const place = (value: string | null) => `${parameters.add(value)}::uuid`;
  const reaches = `granted.scope_type = 'installation'
    or granted.scope_type = 'review' and granted.scope_id = ${place(reviewId)}
    or granted.scope_type = 'recommendation' and granted.scope_id = ${place(id)}
    or granted.scope_type = 'entity' and granted.scope_id in (
      with recursive above as (
        select entity.id, entity.parent_id from entity where entity.id = ${place(leadEntityId)}
        union all
        select entity.id, entity.parent_id from entity join above on above.parent_id = entity.id
      ) select above.id from above)`;
  const lent = isLentToo
    ? ` or exists (select 1 from delegation lent where lent.to_id = person.id and ${isRunning('lent')})`
    : '';
  return {
    before: then.before,
    select: 'person.id, person.name',
    from: 'person',
    where: [
      `person.state = 'active'`,
      `(person.id = ${place(ownerId)} or exists (select 1 from "grant" granted
        where granted.person_id = person.id and ${isRunning('granted', then.moment)} and (${reaches}))${lent})`,
    ],
    keys: byName,
    descending: false,
    parameters,
    dependsOnValues: true,
  };
}

async function readersAmong(
  house: Pool,
  people: readonly Person[],
  recommendation: RecommendationState,
  asOf: string | undefined,
): Promise<ReaderView[]> {
  const grants = await grantsOf(house, people, asOf);
  return people.flatMap((person) => {
    const held = grants.filter(({ personId }) => personId === person.id);
    const reads = (those: readonly GrantThen[]) =>
      canRead({ personId: person.id, grants: [...those] }, 'recommendation', { recommendation });
    if (!reads(held)) return [];
    const by = held.filter((grant) => reads([grant]));
    return [
      {
        person,
        grants: by.map(({ id, role, scopeType, scopeId, scopeName }) => ({
          id,
          role,
          scopeType,
          scopeId,
          scopeName,
        })),
      },
    ];
  });
}

/** The grants that ran for these people, with the entities below each entity, all as of the time. */
async function grantsOf(
  house: Pool,
  people: readonly Person[],
  asOf: string | undefined,
): Promise<GrantThen[]> {
  const parameters = new Parameters();
  const then = new Rows(parameters, asOf);
  const text = `${then.before}select granted.id, granted.person_id as "personId", granted.role,
      granted.scope_type as "scopeType", granted.scope_id as "scopeId", granted.verifies,
      ${entitiesBelow('granted')} as "entityIds",
      coalesce(scope.name, review.title, scoped.code) as "scopeName"
    from "grant" granted
    left join entity scope on granted.scope_type = 'entity' and scope.id = granted.scope_id
    left join review on granted.scope_type = 'review' and review.id = granted.scope_id
    left join recommendation scoped on granted.scope_type = 'recommendation' and scoped.id = granted.scope_id
    where granted.person_id = any(${parameters.add(people.map(({ id }) => id))}::uuid[])
      and ${isRunning('granted', then.moment)}
    order by granted.created_at, granted.id`;
  return (await house.query<GrantThen>(text, parameters.values)).rows;
}
