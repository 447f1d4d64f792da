import type { PoolClient } from 'pg';
import type { CheckFinding } from '#contracts';
import type { Course } from './course.js';

/** A leaf of the log beside the entry that it stands for. */
export interface KeptLeaf {
  index: number;
  entryId: string;
  hash: Buffer;
  objectType: CheckFinding['objectType'];
  objectId: string;
  /** There is no such entry. */
  isHomeless: boolean;
  /** Its hash is not the entry's. */
  isAltered: boolean;
  /** A column by which the history is filtered is not the entry's. */
  isMisfiled: boolean;
}

const batchSize = 1000;

const select = `
  select leaf.index, leaf.entry_id as "entryId", leaf.hash, leaf.object_type as "objectType",
    leaf.object_id as "objectId", entry.id is null as "isHomeless",
    leaf.hash is distinct from entry.hash as "isAltered",
    (leaf.at, leaf.actor_id, leaf.action, leaf.object_type, leaf.object_id, leaf.review_id, leaf.recommendation_id)
      is distinct from (entry.at, entry.actor_id, entry.action, entry.object_type, entry.object_id, entry.review_id,
        entry.recommendation_id) as "isMisfiled"
  from leaf left join entry on entry.id = leaf.entry_id`;

/** The leaves of the log in order, a batch at a time. */
export async function* leafBatches(client: PoolClient): AsyncGenerator<KeptLeaf[]> {
  for (let last = -1; ;) {
    const { rows } = await client.query<KeptLeaf>({
      name: 'check-leaves',
      text: `${select} where leaf.index > $1 order by leaf.index limit $2`,
      values: [last, batchSize],
    });
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    last = end.index;
  }
}

/** The leaves at these indices, in order. Where one is missing, there is none at its index. */
export async function leavesAt(client: PoolClient, indices: readonly number[]): Promise<KeptLeaf[]> {
  const { rows } = await client.query<KeptLeaf>(
    `${select} where leaf.index = any($1::bigint[]) order by leaf.index`,
    [indices],
  );
  return rows;
}

/** Reports what is wrong with a leaf by itself. */
export function leafFaults(leaf: KeptLeaf, course: Course): void {
  const { index, entryId, objectType, objectId } = leaf;
  const place = { leafIndex: index, entryId };
  if (leaf.isHomeless) {
    course.found({
      code: 'leaf-without-entry',
      ...place,
      words: `index ${index} of the log stands for entry ${entryId}, which is not there`,
    });
    return;
  }
  const named = { ...place, objectType, objectId };
  if (leaf.isAltered)
    course.found({
      code: 'leaf-altered',
      ...named,
      words: `the hash at index ${index} of the log is not that of entry ${entryId}`,
    });
  if (leaf.isMisfiled)
    course.found({
      code: 'leaf-columns',
      ...named,
      words: `index ${index} of the log is filed under something else than its entry`,
    });
}

/** Reports that indices from `from` up to before `to` have no leaf. */
export function leafGap(from: number, to: number, course: Course): void {
  const words =
    to - from === 1
      ? `nothing stands at index ${from} of the log`
      : `nothing stands at the indices ${from} to ${to - 1} of the log`;
  course.found({ code: 'leaf-missing', leafIndex: from, words });
}
