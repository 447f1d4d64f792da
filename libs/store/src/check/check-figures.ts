import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import type { CheckFinding } from '#contracts';
import { countedFields } from '../log/figures-consumer.js';
import { columnName } from '../naming-strategy.js';
import type { Course } from './course.js';
import type { FoldedObject } from './folded-object.js';

/** The leaf index up to which the figures count. */
export async function countedIndex(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ index: number }>(
    `select leaf_index as index from consumer where name = 'figures'`,
  );
  return rows[0]?.index ?? -1;
}

/** Recommendations that are counted as something else than their history gives as of the figures' index. */
export async function figureFaults(
  client: PoolClient,
  recommendations: readonly FoldedObject[],
): Promise<CheckFinding[]> {
  if (recommendations.length === 0) return [];
  const { rows } = await client.query<{ id: string; counted: Record<string, unknown> }>({
    name: 'check-members',
    text: 'select recommendation_id as id, counted from figure_member where recommendation_id = any($1::uuid[])',
    values: [recommendations.map(({ objectId }) => objectId)],
  });
  const kept = new Map(rows.map(({ id, counted }) => [id, counted]));
  return recommendations.flatMap(({ objectId, state, counted }) => {
    if (!state || isDeepStrictEqual(kept.get(objectId) ?? null, countedOf(counted))) return [];
    return [
      {
        code: 'figures-differ' as const,
        objectType: 'recommendation' as const,
        objectId,
        words: `recommendation ${objectId} is counted as something else than its history gives`,
      },
    ];
  });
}

function countedOf(state: FoldedObject['counted']): Record<string, unknown> | null {
  const values = state as Record<string, unknown> | null;
  return values && Object.fromEntries(countedFields.map((field) => [field, values[field]]));
}

const columns = countedFields.map(columnName).join(', ');
const casts = countedFields
  .map((field) => `(counted ->> '${field}')${field.endsWith('Id') ? '::uuid' : ''}`)
  .join(', ');
const overAll = casts.replace(`(counted ->> 'reviewId')`, 'null');

// Counted anew, once by review and once over all; cells that are kept otherwise are told, from either side.
const cellsApart = `
  with again as (
    select ${columns}, count(*)::integer as count from (
      select ${casts} from figure_member union all select ${overAll} from figure_member
    ) as counted (${columns}) group by ${columns}
  ), kept as (select ${columns}, count from figure)
  select count(*)::integer as count from (
    (select * from again except select * from kept) union all (select * from kept except select * from again)
  ) apart`;

/** Compares the kept counts with counting once more. */
export async function checkCells(client: PoolClient, course: Course): Promise<void> {
  const { rows } = await client.query<{ count: number }>(cellsApart);
  const count = rows[0]?.count ?? 0;
  if (count > 0)
    course.found({
      code: 'figures-differ',
      words: `${count} of the kept counts differ from counting once more`,
    });
}
