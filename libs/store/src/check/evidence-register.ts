import type { Pool, PoolClient } from 'pg';
import type { EntryBody, Opening, StoredFile } from '#contracts';
import { openedBody } from '#ledger';
import { inTransaction } from '../transaction.js';

const batchSize = 500;

interface EvidenceEntry {
  index: number;
  id: string;
  objectId: string;
  objectVersion: number;
  recommendationId: string;
  canon: string;
  openings: Opening[] | null;
}

const entriesToRegister = `
  select leaf.index, entry.id, entry.object_id as "objectId", entry.object_version as "objectVersion",
    entry.recommendation_id as "recommendationId", entry.canon, opening.openings
  from leaf join entry on entry.id = leaf.entry_id left join opening on opening.entry_id = entry.id
  where leaf.object_type = 'evidence' and leaf.index > (select leaf_index from consumer where name = 'evidence-files')
  order by leaf.index limit $1`;

/** Takes in the files that new entries of the history name, each with the entry that brought it. */
export async function registerFiles(pool: Pool): Promise<void> {
  while (await inTransaction(pool, registerBatch));
}

async function registerBatch(client: PoolClient): Promise<boolean> {
  await client.query(`select 1 from consumer where name = 'evidence-files' for update`);
  const { rows } = await client.query<EvidenceEntry>(entriesToRegister, [batchSize]);
  const last = rows.at(-1);
  if (!last) return false;
  const brought = rows.flatMap((entry) => {
    const file = fileOf(entry.canon, entry.openings);
    return file ? [{ ...entry, storageKey: file.storageKey }] : [];
  });
  await client.query(
    `insert into evidence_check (storage_key, entry_id, evidence_id, recommendation_id, object_version)
     select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::integer[])
     on conflict (storage_key) do nothing`,
    [
      brought.map(({ storageKey }) => storageKey),
      brought.map(({ id }) => id),
      brought.map(({ objectId }) => objectId),
      brought.map(({ recommendationId }) => recommendationId),
      brought.map(({ objectVersion }) => objectVersion),
    ],
  );
  await client.query(`update consumer set leaf_index = $1 where name = 'evidence-files'`, [last.index]);
  return rows.length === batchSize;
}

/** The file that an entry of evidence brought; null where it brought none, or where it was redacted. */
export function fileOf(canon: string, openings: readonly Opening[] | null): StoredFile | null {
  const { body } = JSON.parse(canon) as { body: EntryBody };
  const { file } = openedBody(body, openings ?? []).set as { file?: StoredFile | null };
  return file ?? null;
}
