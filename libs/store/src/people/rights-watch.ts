import type { Pool } from 'pg';
import { rightsChangesSince, type RightsChange } from './rights-changes.js';

/** How often a node looks by itself for changed rights, in milliseconds. */
const pollMs = 1000;
/** How long what a node remembers of rights is believed without having looked, in milliseconds. */
const trustMs = 1500;
/** After so long without looking, what was told meanwhile may have been forgotten, in milliseconds. */
const memoryMs = 3_600_000;

type Ear = (changes: readonly RightsChange[]) => void;

/**
 * Keeps a node from acting on rights that are over. Changes of rights are written in the transaction that makes them
 * and read here: at once when the node has word of something, by its own clock otherwise, and before a request is
 * answered where neither came about. So nothing that is remembered is older than two seconds, whatever has died: the
 * sequencer, the notifications, or the clock.
 */
export class RightsWatch {
  private readonly ears = new Set<Ear>();
  private readonly seen = new Set<string>();
  private horizon: string | null = null;
  /** When the last reading that succeeded began. */
  private lookedAt = -Infinity;
  private looking: Promise<void> | null = null;
  private isAskedAgain = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Hears of every change from now on. Answers how to stop. */
  onChanges(ear: Ear): () => void {
    this.ears.add(ear);
    return () => this.ears.delete(ear);
  }

  /** Looks by the clock, for who must act on a change even when nobody asks for anything. */
  start(onFault: (fault: unknown) => void): void {
    this.timer ??= setInterval(() => {
      this.look().catch(onFault);
    }, pollMs).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** Returns once what is remembered of rights may be believed. */
  async fresh(): Promise<void> {
    if (this.now() - this.lookedAt >= trustMs) await this.look();
  }

  /** Reads what changed. Whoever asks while it is read is answered by one more reading. */
  async look(): Promise<void> {
    if (this.looking) {
      this.isAskedAgain = true;
      return this.looking;
    }
    this.looking = this.lookUntilDone();
    try {
      await this.looking;
    } finally {
      this.looking = null;
    }
  }

  private async lookUntilDone(): Promise<void> {
    do {
      this.isAskedAgain = false;
      await this.lookOnce();
    } while (this.isAskedAgain);
  }

  private async lookOnce(): Promise<void> {
    const began = this.now();
    const { horizon, changes } = await rightsChangesSince(this.pool, this.horizon);
    const isFirst = this.horizon === null;
    const fresh = changes.filter(({ id }) => !this.seen.has(id));
    const wasAway = !isFirst && began - this.lookedAt > memoryMs;
    // What comes again is at or above the horizon that was asked from; nothing below it ever does.
    this.seen.clear();
    for (const { id } of changes) this.seen.add(id);
    this.horizon = horizon;
    this.lookedAt = began;
    if (wasAway)
      this.tell([{ id: '', cause: 'granted', personId: null, deputyIds: [], recommendation: null }]);
    else if (fresh.length > 0) this.tell(fresh);
  }

  private tell(changes: readonly RightsChange[]): void {
    for (const ear of this.ears) ear(changes);
  }
}
