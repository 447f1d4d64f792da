import type { PoolClient } from 'pg';
import {
  sensitivePlaces,
  type EntryBody,
  type Event,
  type ObjectType,
  type Opening,
  type RedactionTarget,
  type StateOf,
} from '#contracts';
import { openedBody } from '#ledger';
import { evolve } from '#workflow';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { foldPastAnew } from '../past/past-keeper.js';

/**
 * Every place in the history of a recommendation that says exactly what one of the targets says: what was once said
 * is repeated where it changed, where it was decided on, and where a file is pinned by its hash.
 */
export async function placesSayingTheSame(
  client: PoolClient,
  recommendationId: string,
  targets: readonly RedactionTarget[],
): Promise<RedactionTarget[]> {
  const { rows } = await client.query<RedactionTarget>(
    `with held as (
       select opening.entry_id, opened.path, opened.value
       from (select entry_id from leaf where recommendation_id = $1
             union select pending.entry_id from pending join entry on entry.id = pending.entry_id
             where entry.recommendation_id = $1) own
       join opening on opening.entry_id = own.entry_id,
         jsonb_to_recordset(opening.openings) as opened(path text, value jsonb)
     ), said as (
       select held.value from held
       join unnest($2::uuid[], $3::text[]) as target(entry_id, path) using (entry_id, path)
     )
     select entry_id as "entryId", path from held
     where value in (select value from said union all select value -> 'sha256' from said where value ? 'sha256')
     order by 1, 2`,
    [recommendationId, targets.map(({ entryId }) => entryId), targets.map(({ path }) => path)],
  );
  return rows;
}

/**
 * Takes the openings of the targets away and folds the objects that said it anew, so that their rows and all their
 * versions of before forget it too.
 * The entries stay as they are. Runs in the transaction that records the approval `by` which it happens.
 */
export async function carryOutRedaction(
  client: PoolClient,
  targets: readonly RedactionTarget[],
  by: string,
): Promise<void> {
  await client.query(
    `update opening set
       openings = (select coalesce(jsonb_agg(item), '[]') from jsonb_array_elements(openings) item
         where item ->> 'path' <> all (target.paths)),
       redacted = redacted || (select coalesce(jsonb_agg(jsonb_build_object('path', item ->> 'path', 'by', $3::text)), '[]')
         from jsonb_array_elements(openings) item where item ->> 'path' = any (target.paths))
     from (select entry_id, array_agg(path) as paths from unnest($1::uuid[], $2::text[]) as one(entry_id, path)
       group by entry_id) target
     where opening.entry_id = target.entry_id`,
    [targets.map(({ entryId }) => entryId), targets.map(({ path }) => path), by],
  );
  await foldAnew(client, targets);
  await foldPastAnew(
    client,
    targets.map(({ entryId }) => entryId),
  );
}

interface FoldableEntry {
  objectType: ObjectType;
  objectId: string;
  objectVersion: number;
  at: string;
  body: EntryBody;
  openings: Opening[];
}

async function foldAnew(client: PoolClient, targets: readonly RedactionTarget[]): Promise<void> {
  const { rows: entries } = await client.query<FoldableEntry>(
    `select entry.object_type as "objectType", entry.object_id as "objectId",
       entry.object_version as "objectVersion", entry.at, entry.canon::jsonb -> 'body' as body,
       coalesce(opening.openings, '[]') as openings
     from entry left join opening on opening.entry_id = entry.id
     where entry.object_id in (select object_id from entry where id = any($1::uuid[]))
     order by entry.object_id, entry.object_version`,
    [targets.map(({ entryId }) => entryId)],
  );
  const folded = new Map<string, { objectType: ObjectType; state: StateOf[ObjectType] }>();
  for (const { objectType, objectId, objectVersion, at, body, openings } of entries) {
    const { set } = openedBody(body, openings) as Pick<Event, 'set'>;
    const before = folded.get(objectId)?.state ?? null;
    folded.set(objectId, { objectType, state: evolve(before, { objectId, set }, { at, objectVersion }) });
  }
  for (const { objectType, state } of folded.values()) await keep(client, objectType, state);
}

async function keep<T extends ObjectType>(
  client: PoolClient,
  objectType: T,
  state: StateOf[T],
): Promise<void> {
  const sensitive = new Set((sensitivePlaces[objectType] ?? []).map((place) => place.split('/')[0]));
  if (sensitive.size === 0) return;
  const { fields, columns, table, values } = rowShapes[objectType];
  const parameters = new Parameters();
  const sets = values(state).flatMap((value, place) =>
    sensitive.has(fields[place]) ? [`${columns[place]} = ${parameters.add(value)}`] : [],
  );
  await client.query(
    `update ${table} set ${sets.join(', ')} where id = ${parameters.add(state.id)}`,
    parameters.values,
  );
}
