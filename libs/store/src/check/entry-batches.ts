import type { PoolClient } from 'pg';
import type { KeptEntry, RedactionMark } from './entry-faults.js';

/** An entry with where it has its place in the log, and where its object belongs. */
export interface PlacedEntry extends KeptEntry {
  /** Null while it waits for its place, or where it has none. */
  index: number | null;
  isPending: boolean;
  reviewId: string | null;
  /** The review of that recommendation, by its row. */
  reviewOfRecommendation: string | null;
}

const batchSize = 500;

const select = `
  select entry.id, entry.at, entry.actor_id as "actorId", entry.object_type as "objectType",
    entry.object_id as "objectId", entry.object_version as "objectVersion", entry.action, entry.canon,
    encode(entry.hash, 'hex') as hash, entry.review_id as "reviewId", entry.recommendation_id as "recommendationId",
    recommendation.review_id as "reviewOfRecommendation", opening.openings, opening.redacted, leaf.index,
    entry.id in (select entry_id from pending) as "isPending"
  from entry
  left join leaf on leaf.entry_id = entry.id
  left join opening on opening.entry_id = entry.id
  left join recommendation on recommendation.id = entry.recommendation_id`;
const order = 'order by entry.object_id, entry.object_version limit $3';
const after = '(entry.object_id, entry.object_version) > ($1::uuid, $2::integer)';
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Entries by object and version, a batch at a time: all, or those of the named objects. */
export async function* entryBatches(
  client: PoolClient,
  objectIds: readonly string[] | null,
): AsyncGenerator<PlacedEntry[]> {
  const among = objectIds ? 'and entry.object_id = any($4::uuid[])' : '';
  let last: [string, number] = [beforeAll, 0];
  for (;;) {
    const { rows } = await client.query<PlacedEntry>({
      name: objectIds ? 'check-entries-of' : 'check-entries',
      text: `${select} where ${after} ${among} ${order}`,
      values: [...last, batchSize, ...(objectIds ? [objectIds] : [])],
    });
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    if (rows.length < batchSize) return;
    last = [end.objectId, end.objectVersion];
  }
}

/** A mark of a redaction, and the entry on which it stands. */
export interface FoundMark extends RedactionMark {
  entry: KeptEntry;
}

/** Those of the marks that name no redaction which removed that very opening; one statement for all of them. */
export async function unprovedMarks(client: PoolClient, marks: readonly FoundMark[]): Promise<FoundMark[]> {
  if (marks.length === 0) return [];
  const { rows } = await client.query<{ id: string; canon: string }>(
    `select id, canon from entry where id = any($1::uuid[]) and action = 'redaction.approved'`,
    [[...new Set(marks.map(({ by }) => by))]],
  );
  const removed = new Set(
    rows.flatMap(({ id, canon }) => targetsOf(canon).map(({ entryId, path }) => `${id} ${entryId} ${path}`)),
  );
  return marks.filter(({ by, entry, path }) => !removed.has(`${by} ${entry.id} ${path}`));
}

function targetsOf(canon: string): { entryId: string; path: string }[] {
  const { body } = JSON.parse(canon) as {
    body?: { set?: { targets?: { entryId: string; path: string }[] } };
  };
  return body?.set?.targets ?? [];
}
