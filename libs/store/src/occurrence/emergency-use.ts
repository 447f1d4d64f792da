import type { PoolClient } from 'pg';
import type { Actor, EmergencyUseBody } from '#contracts';
import { emergencyBehind, type Facts } from '#permissions';
import type { Store } from '../store.js';
import { writeOccurrences } from './record-occurrence.js';

/** An object of content that somebody is shown. */
export type Opened = Pick<EmergencyUseBody, 'objectType' | 'objectId'>;

/** What of an object decides who may read it. */
interface OpenedFacts extends Opened {
  recommendation: { id: string; reviewId: string };
  evidence?: NonNullable<Facts['evidence']>;
}

/** What is shown under which access, to be recorded where it is for the first time. */
interface Use extends Opened {
  accessId: string;
  place: { reviewId: string; recommendationId: string };
}

/**
 * Records what a person is shown whom emergency access alone lets read it: once for an object and access, and before
 * it is shown.
 */
export async function recordEmergencyUses(
  store: Store,
  actor: Actor,
  opened: readonly Opened[],
  requestId: string,
): Promise<void> {
  if (opened.length === 0 || !actor.grants.some(({ emergencyId }) => emergencyId)) return;
  const uses = (await factsOf(store, opened)).flatMap(
    ({ objectType, objectId, recommendation, evidence }) => {
      const facts = { recommendation, ...(evidence && { evidence }) };
      const accessId = emergencyBehind(actor, objectType, facts);
      const place = { reviewId: recommendation.reviewId, recommendationId: recommendation.id };
      return accessId ? [{ objectType, objectId, accessId, place }] : [];
    },
  );
  if (uses.length === 0) return;
  const isNew = await store.transaction((client) => recordNew(client, actor, uses, requestId));
  if (isNew) store.bell.ring();
}

async function recordNew(
  client: PoolClient,
  { personId }: Actor,
  uses: readonly Use[],
  requestId: string,
): Promise<boolean> {
  const accessIds = [...new Set(uses.map(({ accessId }) => accessId))].sort();
  // Whoever opens the same at once waits here, and then finds it recorded.
  await client.query('select 1 from emergency_access where id = any($1::uuid[]) order by id for update', [
    accessIds,
  ]);
  const { rows } = await client.query<{ key: string }>(
    `select access_id || object_type || object_id as key from emergency_use
     where access_id = any($1::uuid[]) and object_id = any($2::uuid[])`,
    [accessIds, uses.map(({ objectId }) => objectId)],
  );
  const known = new Set(rows.map(({ key }) => key));
  const fresh = uses.filter(
    ({ accessId, objectType, objectId }) => !known.has(accessId + objectType + objectId),
  );
  const entries = await writeOccurrences(
    client,
    fresh.map(
      ({ place, ...body }) =>
        [
          { action: 'emergency-access.used', body },
          { actorId: personId, requestId, ...place },
        ] as const,
    ),
  );
  await client.query(
    `insert into emergency_use (access_id, object_type, object_id, recommendation_id, entry_id, at)
     select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[])`,
    [
      fresh.map(({ accessId }) => accessId),
      fresh.map(({ objectType }) => objectType),
      fresh.map(({ objectId }) => objectId),
      fresh.map(({ place }) => place.recommendationId),
      entries.map(({ id }) => id),
      entries.map(({ at }) => at),
    ],
  );
  return fresh.length > 0;
}

const factsQuery = `
  select opened.type as "objectType", opened.id as "objectId",
    json_build_object('id', recommendation.id, 'reviewId', recommendation.review_id,
      'leadEntityId', recommendation.lead_entity_id, 'ownerId', recommendation.owner_id,
      'issuance', recommendation.issuance, 'confidentiality', recommendation.confidentiality) as recommendation,
    case when evidence.id is not null then json_build_object('confidentiality', evidence.confidentiality,
      'addedById', evidence.added_by_id) end as evidence
  from (select distinct * from unnest($1::text[], $2::uuid[]) as one (type, id)) opened
  left join proposal on opened.type = 'proposal' and proposal.id = opened.id
  left join evidence on opened.type = 'evidence' and evidence.id = opened.id
  join recommendation on recommendation.id = case opened.type when 'recommendation' then opened.id
    when 'proposal' then proposal.recommendation_id else evidence.recommendation_id end`;

async function factsOf({ pool }: Store, opened: readonly Opened[]): Promise<OpenedFacts[]> {
  const { rows } = await pool.query<OpenedFacts>(factsQuery, [
    opened.map(({ objectType }) => objectType),
    opened.map(({ objectId }) => objectId),
  ]);
  return rows;
}
