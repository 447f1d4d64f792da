import type { Pool } from 'pg';

/** Channel on which the sequencer hears that entries are pending. */
export const pendingChannel = 'uphold_pending';

const quietMs = 10;
const notification = { name: 'ring', text: `select pg_notify('${pendingChannel}', '')` };

/**
 * Wakes the sequencer after commits. The notification is sent outside the committing transactions and once for
 * many: PostgreSQL takes a lock over the whole cluster for a transaction that notifies, which would make commits
 * wait for each other. A ring that is lost costs the sequencer's polling interval, never an entry.
 */
export class Bell {
  private timer: NodeJS.Timeout | null = null;
  private isRungAgain = false;

  constructor(private readonly pool: Pool) {}

  /** Notifies at once after a quiet time, and otherwise once for all rings of the time just begun. */
  ring(): void {
    this.isRungAgain = this.timer !== null;
    if (this.isRungAgain) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.isRungAgain) this.ring();
    }, quietMs);
    this.pool.query(notification).catch(() => {
      // The sequencer polls as well; a database that is gone is reported by whoever asks it for an answer.
    });
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
