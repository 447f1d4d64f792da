import type { Pool } from 'pg';
import { objectTypes, type ObjectType } from '#contracts';
import { pastTableName, rowShapes } from '#store';

/** How many versions each recommendation gets; everything else has one. */
export const versionsEach = 3;

const begun = `'2026-01-01'::timestamptz`;
/** When a version began: the first with its object, the others spread over the months after it. */
const beginsAt = (version: string) =>
  `case when ${version} = 1 then ${begun} else least(row.updated_at, ${begun} + (${version} - 1) * (row.updated_at - ${begun}) / ${versionsEach}) end`;

/** Gives the rows of a large installation a past, set by set. */
export async function fillManyVersions(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      `set role none; set statement_timeout = 0; set maintenance_work_mem = '256MB'; set synchronous_commit = off`,
    );
    for (const type of objectTypes) {
      const { rows: indexes } = await client.query<{ name: string; definition: string }>(
        `select indexname as name, indexdef as definition from pg_indexes
         where tablename = $1 and indexname not in (select conname from pg_constraint)`,
        [pastTableName(type)],
      );
      for (const { name } of indexes) await client.query(`drop index ${name}`);
      await client.query(fillingOf(type));
      for (const { definition } of indexes) await client.query(definition);
    }
    await client.query(
      `update consumer set leaf_index = (select size - 1 from log_head) where name = 'past'`,
    );
    await client.query('analyze');
  } finally {
    client.release(true);
  }
}

function fillingOf(type: ObjectType): string {
  const count = type === 'recommendation' ? versionsEach : 1;
  const [id, , , , ...others] = rowShapes[type].columns;
  const kept = [id, 'version', 'created_at', 'updated_at', ...others, 'valid_until', 'leaf_index'].join(', ');
  return `insert into ${pastTableName(type)} (${kept})
    select row.id, step, ${begun}, ${beginsAt('step')}, ${others.map((column) => `row.${column}`).join(', ')},
      case when step = ${count} then 'infinity' else ${beginsAt('(step + 1)')} end, 0
    from ${rowShapes[type].table} row cross join generate_series(1, ${count}) step`;
}
