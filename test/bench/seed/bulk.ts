import type { Pool } from 'pg';
import { objectTypes, type ObjectType } from '#contracts';
import { rowShapes, type Entry } from '#store';
import type { Harvest, KeptRow } from './journal.js';

const entryColumns: readonly [column: string, value: (entry: Entry) => unknown][] = [
  ['id', (entry) => entry.id],
  ['at', (entry) => entry.at],
  ['actor_id', (entry) => entry.actorId],
  ['object_type', (entry) => entry.objectType],
  ['object_id', (entry) => entry.objectId],
  ['object_version', (entry) => entry.objectVersion],
  ['action', (entry) => entry.action],
  ['review_id', (entry) => entry.reviewId],
  ['recommendation_id', (entry) => entry.recommendationId],
  ['canon', (entry) => entry.canon],
  ['hash', (entry) => bytea(entry.hash)],
];

const bytea = (hex: string) => `\\x${hex}`;

/** Writes rows, entries and pending entries, one statement for each table. */
export async function writeHarvest(pool: Pool, { rows, entries }: Harvest): Promise<void> {
  for (const objectType of objectTypes) {
    const kept = rows.get(objectType) ?? [];
    if (kept.length > 0) await insert(pool, rowShapes[objectType].table, rowRecords(objectType, kept));
  }
  const records = entries.map((entry) =>
    Object.fromEntries(entryColumns.map(([column, value]) => [column, value(entry)])),
  );
  await insert(pool, 'entry', records);
  await insert(
    pool,
    'opening',
    entries
      .filter(({ openings }) => openings.length > 0)
      .map(({ id, openings }) => ({ entry_id: id, openings, redacted: [] })),
  );
  await insert(
    pool,
    'pending',
    entries.map(({ id, hash }) => ({ entry_id: id, hash: bytea(hash) })),
  );
}

function rowRecords(objectType: ObjectType, kept: readonly KeptRow[]): Record<string, unknown>[] {
  const { fields, columns } = rowShapes[objectType];
  return kept.map(({ state, headHash }) => ({
    ...Object.fromEntries(
      columns.map((column, place) => [column, state[fields[place] as keyof typeof state]]),
    ),
    head_hash: bytea(headHash),
  }));
}

async function insert(pool: Pool, table: string, records: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(records[0] ?? {}).join(', ');
  await pool.query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(records)],
  );
}

/** Does the work without the indexes that no constraint needs, and makes them anew afterwards: many times quicker. */
export async function withoutIndexes(
  pool: Pool,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = 'public' and tablename = any($1) and indexname not in (select conname from pg_constraint)`,
    [tables],
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  await work();
  for (const { definition } of rows) await patiently(pool, definition);
}

/** Runs a statement that may take longer than a request is allowed to. */
export async function patiently(pool: Pool, text: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`set statement_timeout = 0; set maintenance_work_mem = '512MB'`);
    await client.query(text);
    await client.query('reset statement_timeout; reset maintenance_work_mem');
  } finally {
    client.release();
  }
}
