import type { Pool } from 'pg';
import { pendingChannel } from './bell.js';
import { Listener } from './listener.js';

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

/** Runs `sequenceBatch` whenever entries are pending: woken by notification, and by a poll in case one is lost. */
export class Sequencer {
  private readonly listener: Listener;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isRungAgain = false;
  private isStopped = false;

  constructor(
    private readonly pool: Pool,
    url: string,
    private readonly onFault: (fault: unknown) => void,
  ) {
    this.listener = new Listener({
      url,
      channels: [pendingChannel],
      onNotification: () => this.wake(),
      onConnected: () => this.wake(),
    });
  }

  async start(): Promise<void> {
    this.timer = setInterval(() => this.wake(), pollMs);
    await this.listener.start();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.listener.stop();
    await this.running;
  }

  private wake(): void {
    if (this.isStopped) return;
    if (this.running) {
      this.isRungAgain = true;
      return;
    }
    this.running = this.drain()
      .catch(this.onFault)
      .finally(() => {
        this.running = null;
        if (this.isRungAgain) this.wake();
      });
  }

  private async drain(): Promise<void> {
    this.isRungAgain = false;
    while (!this.isStopped && (await sequenceBatch(this.pool)) > 0);
  }
}
