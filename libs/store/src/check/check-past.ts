import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import { objectTypes, type ObjectType } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import type { Version } from '../past/versions.js';
import type { Course } from './course.js';

/** The leaf index up to which earlier states are kept. */
export async function pastIndex(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ index: number }>(
    `select leaf_index as index from consumer where name = 'past'`,
  );
  return rows[0]?.index ?? -1;
}

type PastRow = Record<string, unknown> & { validUntil: string | null; leafIndex: number };

/** Compares kept earlier states with what the history gives: one statement for each type among them. */
export async function pastFaults(
  client: PoolClient,
  versions: readonly Version[],
  course: Course,
): Promise<void> {
  for (const type of objectTypes) {
    const folded = versions.filter(({ objectType }) => objectType === type);
    if (folded.length === 0) continue;
    const kept = await keptVersions(client, type, folded);
    for (const version of folded) {
      const { id, version: number } = version.state;
      const row = kept.get(`${id} ${number}`);
      if (row && isKeptRight(row, version)) continue;
      course.found({
        code: 'past-differs',
        objectType: type,
        objectId: id,
        objectVersion: number,
        words: `version ${number} of ${type} ${id} is ${row ? 'kept otherwise than its history gives it' : 'not kept'}`,
      });
    }
  }
}

async function keptVersions(client: PoolClient, type: ObjectType, folded: readonly Version[]) {
  const { rows } = await client.query<PastRow & { id: string; version: number }>({
    name: `check-past-${type}`,
    text: `select ${rowShapes[type].selectList('past')}, past.leaf_index as "leafIndex",
        case when past.valid_until < 'infinity' then past.valid_until end as "validUntil"
      from unnest($1::uuid[], $2::integer[]) as wanted (id, version)
      join ${rowShapes[type].past} past on past.id = wanted.id and past.version = wanted.version`,
    values: [folded.map(({ state }) => state.id), folded.map(({ state }) => state.version)],
  });
  return new Map(rows.map((row) => [`${row.id} ${row.version}`, row]));
}

function isKeptRight(row: PastRow, { objectType, state, index, validUntil }: Version): boolean {
  const given = state as unknown as Record<string, unknown>;
  return (
    row.leafIndex === index &&
    row.validUntil === validUntil &&
    rowShapes[objectType].fields.every((field) => isDeepStrictEqual(row[field], given[field] ?? null))
  );
}

/** Earlier states that no entry began. */
export async function strayVersions(client: PoolClient, course: Course): Promise<void> {
  for (const objectType of objectTypes) {
    const { rows } = await client.query<{ id: string; version: number }>(
      `select past.id, past.version from ${rowShapes[objectType].past} past where not exists (
         select 1 from entry where entry.object_id = past.id and entry.object_version = past.version)`,
    );
    for (const { id: objectId, version: objectVersion } of rows)
      course.found({
        code: 'past-differs',
        objectType,
        objectId,
        objectVersion,
        words: `version ${objectVersion} of ${objectType} ${objectId} is kept, and no entry began it`,
      });
    await course.step();
  }
}
