import type { Pool } from 'pg';
import { pendingChannel } from './bell.js';
import { inTransaction } from '../transaction.js';
import { Pump } from './pump.js';

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
  from batch join entry on entry.id = batch.entry_id`;

const tellGrowth = `
  with grown as (
    update log_head set size = placed.size from (select max(index) + 1 as size from leaf) placed
    where log_head.size < placed.size returning log_head.size
  )
  select pg_notify('${leafChannel}', size::text) from grown`;

/**
 * Gives pending entries their places in the log: contiguous indices from the log's size on, in one transaction.
 * What is committed late is simply pending later, so nothing is passed over; the lock on the head lets one
 * sequencer work at a time, however many run.
 *
 * @returns how many entries got a place; 0 when nothing is pending
 */
export function sequenceBatch(pool: Pool, limit = batchSize): Promise<number> {
  return inTransaction(pool, async (client) => {
    const [, placed] = await Promise.all([
      client.query({ name: 'lock-head', text: 'select 1 from log_head for update' }),
      client.query({ name: 'place-pending', text: placePending, values: [limit] }),
      client.query({ name: 'tell-growth', text: tellGrowth }),
    ]);
    return placed.rowCount ?? 0;
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
