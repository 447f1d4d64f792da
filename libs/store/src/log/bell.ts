import type { Pool } from 'pg';

/** Channel on which the sequencer hears that entries are pending. */
export const pendingChannel = 'uphold_pending';

const quietMs = 3;

/**
 * Wakes the sequencer after commits. The notification is sent outside the committing transactions and once for
 * many: PostgreSQL takes a lock over the whole cluster for a transaction that notifies, which would make commits
 * wait for each other. A ring that is lost costs the sequencer's polling interval, never an entry.
 */
export class Bell {
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly pool: Pool) {}

  ring(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.pool.query(`select pg_notify('${pendingChannel}', '')`).catch(() => {
        // The sequencer polls as well; a database that is gone is reported by whoever asks it for an answer.
      });
    }, quietMs);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
