import type { Pool } from 'pg';
import { pendingChannel } from './bell.js';
import { Pump } from './pump.js';

/** Channel on which every node hears that the log has grown; the payload is its size. */
export const leafChannel = 'uphold_leaf';

/** Entries that get their place in one transaction at most. */
export const batchSize = 500;
const pollMs = 500;

/**
 * Gives pending entries their places in the log: contiguous indices from the log's size on, in one transaction.
 * What is committed late is simply pending later, so nothing is passed over; the lock on the head lets one
 * sequencer work at a time, however many run.
 *
 * @returns how many entries got a place; 0 when nothing is pending
 */
export async function sequenceBatch(pool: Pool, limit = batchSize): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const head = await client.query<{ size: number }>('select size from log_head for update');
    const placed = await client.query({
      name: 'sequence',
      text: `
        with batch as (
          delete from pending where seq in (select seq from pending order by seq limit $2)
          returning seq, entry_id, hash
        )
        insert into leaf (index, entry_id, hash, at, actor_id, object_type, object_id, review_id, recommendation_id)
        select $1::bigint + row_number() over (order by seq) - 1, entry.id, batch.hash, entry.at, entry.actor_id,
          entry.object_type, entry.object_id, entry.review_id, entry.recommendation_id
        from batch join entry on entry.id = batch.entry_id`,
      values: [head.rows[0]?.size, limit],
    });
    const count = placed.rowCount ?? 0;
    if (count > 0) {
      await client.query(
        `with grown as (update log_head set size = size + $1 returning size)
         select pg_notify('${leafChannel}', size::text) from grown`,
        [count],
      );
    }
    await client.query('commit');
    return count;
  } catch (fault) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed;
    });
    throw fault;
  } finally {
    client.release(broken);
  }
}

/** Gives places whenever entries are pending. */
export function sequencerOf(pool: Pool, url: string, onFault: (fault: unknown) => void): Pump {
  return new Pump({
    url,
    channels: [pendingChannel],
    pollMs,
    work: async (isStopped) => {
      while (!isStopped() && (await sequenceBatch(pool)) > 0);
    },
    onFault,
  });
}
