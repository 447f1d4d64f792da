import type { Pool } from 'pg';
import type {
  Actor,
  CapableView,
  Explanation,
  ObjectType,
  Page,
  PageQuery,
  PersonName,
  RecommendationState,
  StateOf,
} from '#contracts';
import { deedsOn, explain, mayReadAll, type Intent } from '#permissions';
import type { World } from '#workflow';
import type { z } from 'zod';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { candidates, peopleWithRights } from '../past/readers.js';
import { Rows } from '../past/rows.js';
import { actorAt, rightsOfMany, type HeldRight } from '../people/rights.js';
import type { Questions, Reader } from '../reading/reader.js';
import { aliasOf } from '../scope-sql.js';
import { emergencyAccessRows } from './emergency-access.js';
import { readPage } from './list.js';

type Person = z.infer<typeof PersonName>;

/** An object that somebody asks about: of which type, and which. */
export interface Subject {
  type: ObjectType;
  id: string;
}

/** Pages of candidates that are gone through for one page of people at most. */
const roundsMax = 5;

/** Every deed on an object, as it stands for the person; null where there is none that they may read. */
export async function explainDeeds(
  reader: Reader,
  actor: Actor,
  { type, id }: Subject,
): Promise<Explanation | null> {
  const found = await worldOf(reader, actor, { type, id });
  if (!found) return null;
  const explained = deedsOn(type).map((intent) => explain(actor, intent, found.world, found.now));
  const names = await namesOf(
    reader,
    explained.flatMap(({ onBehalfOfId }) => onBehalfOfId ?? []),
  );
  return {
    objectType: type,
    objectId: id,
    deeds: explained.map(({ onBehalfOfId, ...deed }) => ({
      ...deed,
      onBehalfOf: (onBehalfOfId && names.get(onBehalfOfId)) || null,
    })),
  };
}

/**
 * Who may do a deed on an object, whatever state it is in, by name: people whose rights reach it, a page of them at a
 * time, each asked about by the rules themselves.
 *
 * @param pool reads the rights of others, which are told to nobody as such
 * @returns null where the person who asks may not know: who does not answer for it and does not audit it
 */
export async function listCapable(
  { reader, pool, actor }: { reader: Reader; pool: Pool; actor: Actor },
  subject: Subject,
  intent: Intent,
  query: PageQuery,
): Promise<Page<CapableView> | null> {
  const found = await worldOf(reader, actor, subject);
  if (!found) return null;
  const { recommendation } = found.world;
  if (!(await mayKnowWhoCan(reader, actor, recommendation))) return null;
  const rows: CapableView[] = [];
  let next = query.cursor ?? null;
  for (let round = 0; round < roundsMax; round++) {
    const plan = recommendation ? candidates(recommendation, undefined, true) : peopleWithRights();
    const asked = { limit: query.limit - rows.length, cursor: next ?? undefined };
    const page = await readPage<Person>(pool, plan, asked);
    rows.push(...(await capableAmong(pool, page.rows, intent, found)));
    next = page.next;
    if (!next || rows.length >= query.limit) break;
  }
  return { rows, next };
}

interface Found {
  world: World;
  now: string;
}

/** The object with what belongs to it, as a commit would load it; null where the person may not read it. */
async function worldOf(reader: Reader, actor: Actor, { type, id }: Subject): Promise<Found | null> {
  const parameters = new Parameters();
  const rows = new Rows(parameters);
  const alias = aliasOf(type);
  const text = `select ${rowShapes[type].selectList(alias)}, clock_timestamp() as "readAt" from ${rowsOf(type)}
    where ${alias}.id = ${parameters.add(id)}::uuid and ${rows.readableBy(actor, type)}`;
  const answer = await reader.query<StateOf[ObjectType] & { readAt: string }>(text, parameters.values);
  const [state] = answer.rows;
  if (!state) return null;
  const { readAt: now, ...object } = state;
  const recommendationId = aboutWhich(type, object);
  const world = recommendationId ? await aroundIt(reader, recommendationId, object) : {};
  return { world: { ...world, [type]: object }, now };
}

/** The rows of a type, beside the recommendation of each, to which conditions on them may look. */
function rowsOf(type: ObjectType): string {
  if (type === 'emergency-access') return emergencyAccessRows;
  const { table, fields } = rowShapes[type];
  const rows = `${table} ${aliasOf(type)}`;
  return (fields as readonly string[]).includes('recommendationId')
    ? `${rows} join recommendation on recommendation.id = ${aliasOf(type)}.recommendation_id`
    : rows;
}

/** The recommendation that an object is, belongs to or opens. */
function aboutWhich(type: ObjectType, object: Partial<StateOf[ObjectType]>): string | null | undefined {
  if (type === 'recommendation') return object.id;
  if ('recommendationId' in object) return object.recommendationId;
  const { scopeType, scopeId } = object as Partial<StateOf['emergency-access']>;
  return type === 'emergency-access' && scopeType === 'recommendation' ? scopeId : null;
}

/** The recommendation, what is and was proposed of it, and the evidence that a proposal names. */
async function aroundIt(reader: Reader, recommendationId: string, object: object): Promise<World> {
  const { recommendation, proposal, evidence } = rowShapes;
  const pinned = 'evidence' in object ? (object.evidence as { evidenceId: string }[]) : [];
  const [recommendations, proposals, named] = await Promise.all([
    reader.query<RecommendationState>(
      `select ${recommendation.selectList('r')} from recommendation r where r.id = $1`,
      [recommendationId],
    ),
    reader.query<StateOf['proposal']>(
      `select ${proposal.selectList('p')} from proposal p
       where p.recommendation_id = $1 and p.state in ('open', 'approved') order by p.updated_at desc limit 200`,
      [recommendationId],
    ),
    reader.query<StateOf['evidence']>(
      `select ${evidence.selectList('e')} from evidence e where e.id = any($1::uuid[])`,
      [pinned.map(({ evidenceId }) => evidenceId)],
    ),
  ]);
  const [row] = recommendations.rows;
  return {
    ...(row && { recommendation: row }),
    openProposals: proposals.rows.filter(({ state }) => state === 'open'),
    approvedProposals: proposals.rows.filter(({ state }) => state === 'approved'),
    namedEvidence: named.rows,
  };
}

/** Who could decide is told like who could see: to those who answer for it and those who audit, or who keep accounts. */
async function mayKnowWhoCan(
  reader: Reader,
  actor: Actor,
  recommendation: RecommendationState | undefined,
): Promise<boolean> {
  if (!recommendation) return mayReadAll(actor, 'grant');
  const parameters = new Parameters();
  const rows = new Rows(parameters);
  const text = `select 1 from recommendation
    where recommendation.id = ${parameters.add(recommendation.id)}::uuid and ${rows.readableBy(actor, 'reader')}`;
  return (await reader.query(text, parameters.values)).rows.length > 0;
}

async function capableAmong(
  pool: Pool,
  people: readonly Person[],
  intent: Intent,
  { world, now }: Found,
): Promise<CapableView[]> {
  const { rows: rights } = await pool.query<HeldRight>({
    ...rightsOfMany,
    values: [people.map(({ id }) => id)],
  });
  const capable = people.flatMap((person) => {
    const actor = actorAt(
      person.id,
      rights.filter(({ personId }) => personId === person.id),
      now,
    );
    const { isAllowed, refusal, onBehalfOfId } = explain(actor, intent, world, now);
    if (!isAllowed && refusal?.step !== 'state') return [];
    const roles = actor.grants
      .filter(
        (grant) =>
          explain({ personId: person.id, grants: [grant] }, intent, world, now).refusal?.step !==
          'permission',
      )
      .map(({ role }) => role);
    return [{ person, roles: [...new Set(roles)], onBehalfOfId }];
  });
  const names = await namesOf(
    pool,
    capable.flatMap(({ onBehalfOfId }) => onBehalfOfId ?? []),
  );
  return capable.map(({ onBehalfOfId, ...one }) => ({
    ...one,
    onBehalfOf: (onBehalfOfId && names.get(onBehalfOfId)) || null,
  }));
}

async function namesOf(reader: Questions, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  const { rows } = await reader.query<Person>('select id, name from person where id = any($1::uuid[])', [
    [...new Set(ids)],
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}
