import type { PoolClient } from 'pg';
import { objectTypes, type EntryBody, type ObjectType, type Opening, type StateOf } from '#contracts';
import { openedBody } from '#ledger';
import { evolve } from '#workflow';
import { rowShapes } from '../entities/rows.js';

/** An entry of an object with its place in the log and what its commitments hold. */
export interface PlacedEntry {
  index: number;
  objectType: ObjectType;
  objectId: string;
  objectVersion: number;
  /** RFC 3339 UTC with milliseconds. */
  at: string;
  body: EntryBody;
  openings: Opening[];
}

/** A state of an object, and the leaf index of the entry that began it. */
export interface Version {
  objectType: ObjectType;
  state: StateOf[ObjectType];
  index: number;
  /** When the next version began; null while it stands. */
  validUntil: string | null;
}

/** The columns of an entry, for a statement that joins `leaf`, `entry` and, where there is one, `opening`. */
export const placedEntrySelect = `leaf.index, entry.object_type as "objectType", entry.object_id as "objectId",
  entry.object_version as "objectVersion", entry.at, entry.canon::jsonb -> 'body' as body,
  coalesce(opening.openings, '[]') as openings`;

/** Folds entries, in the order of the log, from the states that stood before them: one version for each entry. */
export function versionsOf(
  entries: readonly PlacedEntry[],
  standing: ReadonlyMap<string, StateOf[ObjectType]> = new Map(),
): Version[] {
  const newest = new Map<string, Version>();
  return entries.map(({ index, objectType, objectId, objectVersion, at, body, openings }) => {
    const { set } = openedBody(body, openings);
    const before = newest.get(objectId);
    if (before) before.validUntil = at;
    const state = evolve<ObjectType>(
      before?.state ?? standing.get(objectId) ?? null,
      { objectId, set },
      { at, objectVersion },
    );
    const version: Version = { objectType, state, index, validUntil: null };
    newest.set(objectId, version);
    return version;
  });
}

/** The versions of the named objects that stand, by identifier. */
export async function standingStates(
  client: PoolClient,
  entries: readonly Pick<PlacedEntry, 'objectType' | 'objectId'>[],
): Promise<Map<string, StateOf[ObjectType]>> {
  const states = new Map<string, StateOf[ObjectType]>();
  await Promise.all(
    [...byType(entries)].map(async ([type, ofType]) => {
      const { rows } = await client.query<StateOf[ObjectType]>({
        name: `past-standing-${type}`,
        text: `select ${rowShapes[type].selectList('past')} from ${rowShapes[type].past} past
          where id = any($1::uuid[]) and valid_until = 'infinity'`,
        values: [[...new Set(ofType.map(({ objectId }) => objectId))]],
      });
      for (const row of rows) states.set(row.id, row);
    }),
  );
  return states;
}

/** Ends what stood of the objects, each when its first new version began, and keeps the new versions. */
export async function keepVersions(client: PoolClient, versions: readonly Version[]): Promise<void> {
  const statements = [...byType(versions)].flatMap(([type, ofType]) => {
    const begun = new Map<string, string>();
    for (const { state } of ofType) if (!begun.has(state.id)) begun.set(state.id, state.updatedAt);
    const ended = {
      name: `past-end-${type}`,
      text: `update ${rowShapes[type].past} past set valid_until = begun.at
        from unnest($1::uuid[], $2::timestamptz[]) as begun (id, at)
        where past.id = begun.id and past.valid_until = 'infinity'`,
      values: [[...begun.keys()], [...begun.values()]],
    };
    return [client.query(ended), client.query(insertion(type, ofType))];
  });
  await Promise.all(statements);
}

function insertion(type: ObjectType, versions: readonly Version[]) {
  const { fields, columns, past } = rowShapes[type];
  const kept = [...columns, 'valid_until', 'leaf_index'].join(', ');
  const rows = versions.map(({ state, validUntil, index }) => {
    const values = Object.entries(state) as [string, unknown][];
    const row = new Map(values.map(([field, value]) => [columns[fields.indexOf(field as never)], value]));
    return { ...Object.fromEntries(row), valid_until: validUntil ?? 'infinity', leaf_index: index };
  });
  return {
    name: `past-keep-${type}`,
    text: `insert into ${past} (${kept})
      select ${kept} from jsonb_populate_recordset(null::${past}, $1::jsonb)`,
    values: [JSON.stringify(rows)],
  };
}

function byType<T extends { objectType: ObjectType }>(things: readonly T[]): Map<ObjectType, T[]> {
  const groups = new Map(objectTypes.map((type) => [type, [] as T[]]));
  for (const thing of things) groups.get(thing.objectType)?.push(thing);
  return new Map([...groups].filter(([, ofType]) => ofType.length > 0));
}
