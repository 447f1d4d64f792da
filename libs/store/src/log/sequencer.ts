import type { Pool } from 'pg';
import { pendingChannel } from './bell.js';
import { inTransaction } from '../transaction.js';
import { Pump } from './pump.js';
import { appendLeaves, treeAt, type TreeHead } from './tree.js';

/** Channel on which every node hears that the log has grown; the payload is its size. */
export const leafChannel = 'uphold_leaf';

/** Entries that get their place in one transaction at most. */
export const batchSize = 500;
const pollMs = 500;
const restMs = 20;

const placePending = `
  with batch as (
    delete from pending where seq in (select seq from pending order by seq limit $1)
    returning seq, entry_id, hash
  )
  insert into leaf (index, entry_id, hash, at, actor_id, object_type, object_id, review_id, recommendation_id, action)
  select (select size from log_head) + row_number() over (order by seq) - 1, entry.id, batch.hash, entry.at,
    entry.actor_id, entry.object_type, entry.object_id, entry.review_id, entry.recommendation_id, entry.action
  from batch join entry on entry.id = batch.entry_id
  returning index, hash`;

const growHead = `
  with grown as (update log_head set size = $1, edge = $2 returning size)
  select pg_notify('${leafChannel}', size::text) from grown`;

/**
 * Gives pending entries their places in the log: contiguous indices from the log's size on, and the same leaves to
 * its tree, in one transaction. What is committed late is simply pending later, so nothing is passed over; the lock
 * on the head lets one sequencer work at a time, however many run.
 *
 * @returns how many entries got a place; 0 when nothing is pending
 */
export function sequenceBatch(pool: Pool, limit = batchSize): Promise<number> {
  return inTransaction(pool, async (client, last) => {
    const [head, placed] = await Promise.all([
      client.query<TreeHead>({ name: 'lock-head', text: 'select size, edge from log_head for update' }),
      client.query<{ index: number; hash: Buffer }>({
        name: 'place-pending',
        text: placePending,
        values: [limit],
      }),
    ]);
    const [before] = head.rows;
    const isUpToDate = placed.rows.length === 0 && before?.edge;
    if (!before || isUpToDate) return 0;
    const tree = await treeAt(client, before);
    const hashes = placed.rows.sort((one, other) => one.index - other.index).map(({ hash }) => hash);
    await appendLeaves(client, tree, hashes);
    const edge = Buffer.from(tree.edge());
    last.push(client.query({ name: 'grow-head', text: growHead, values: [tree.size, edge] }));
    return hashes.length;
  });
}

/** Gives places whenever entries are pending. */
export function sequencerOf(pool: Pool, url: string, onFault: (fault: unknown) => void): Pump {
  return new Pump({
    url,
    channels: [pendingChannel],
    pollMs,
    restMs,
    work: async (isStopped) => {
      while (!isStopped() && (await sequenceBatch(pool)) === batchSize);
    },
    onFault,
  });
}
