import type { PoolClient } from 'pg';
import {
  objectTypes,
  type Event,
  type ObjectType,
  type Opening,
  type RecordType,
  type StateOf,
} from '#contracts';
import { openedBody } from '#ledger';
import { evolve } from '#workflow';
import { rowShapes } from '../entities/rows.js';

/** An object whose newest entry within the export was met. */
export interface NewestEntry {
  objectType: RecordType;
  objectId: string;
  objectVersion: number;
}

type AnyState = StateOf[ObjectType];

/**
 * The states of objects as of these entries: their rows, or, for those that changed after the checkpoint, what their
 * entries come to. What merely happened has no state.
 */
export async function exportedStates(
  client: PoolClient,
  newest: readonly NewestEntry[],
  treeSize: number,
): Promise<Map<string, AnyState>> {
  const states = new Map<string, AnyState>();
  const changed: NewestEntry[] = [];
  for (const type of objectTypes) {
    const ofType = newest.filter(({ objectType }) => objectType === type);
    if (ofType.length === 0) continue;
    const rows = await rowsOf(client, type, ofType);
    for (const entry of ofType) {
      const row = rows.get(entry.objectId);
      if (row?.version === entry.objectVersion) states.set(entry.objectId, row);
      else changed.push(entry);
    }
  }
  for (const { objectId } of changed) states.set(objectId, await foldedState(client, objectId, treeSize));
  return states;
}

async function rowsOf(
  client: PoolClient,
  type: ObjectType,
  entries: readonly NewestEntry[],
): Promise<Map<string, AnyState>> {
  const { selectList, table } = rowShapes[type];
  const { rows } = await client.query<AnyState>({
    name: `export-rows-of-${type}`,
    text: `select ${selectList('kept')} from ${table} kept where kept.id = any($1::uuid[])`,
    values: [entries.map(({ objectId }) => objectId)],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

async function foldedState(client: PoolClient, objectId: string, treeSize: number): Promise<AnyState> {
  const { rows } = await client.query<{ canon: string; openings: Opening[] }>({
    name: 'export-entries-of',
    text: `select entry.canon, coalesce(opening.openings, '[]') as openings
      from leaf join entry on entry.id = leaf.entry_id left join opening on opening.entry_id = leaf.entry_id
      where leaf.object_id = $1 and leaf.index < $2 order by leaf.index`,
    values: [objectId, treeSize],
  });
  let state: AnyState | null = null;
  for (const { canon, openings } of rows) {
    const { at, objectVersion, body } = JSON.parse(canon) as {
      at: string;
      objectVersion: number;
      body: object;
    };
    const { set } = openedBody(body, openings) as Pick<Event, 'set'>;
    state = evolve<ObjectType>(state, { objectId, set }, { at, objectVersion });
  }
  if (!state) throw new Error(`object ${objectId} has no entries in the log`);
  return state;
}
