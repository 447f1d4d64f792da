import { setTimeout as sleep } from 'node:timers/promises';
import { Listener } from './listener.js';

export interface PumpOptions {
  url: string;
  /** Channels whose notifications set the pump going. */
  channels: readonly string[];
  /** How long a lost notification may go unnoticed, in milliseconds. */
  pollMs: number;
  /**
   * How long the pump rests after it worked, in milliseconds: what comes meanwhile is worked off together. What
   * comes after a quiet time is never made to wait.
   */
  restMs?: number;
  /** Works off all that is there. Never run twice at a time. After answering that it was idle, it needs no rest. */
  work: (isStopped: () => boolean) => Promise<void | 'idle'>;
  onFault: (fault: unknown) => void;
  /** Hears of every notification before the pump is set going. */
  onNotification?: (channel: string, payload: string) => void;
}

/**
 * Sets one piece of work going whenever PostgreSQL notifies, and by a poll in case a notification is lost. Rings
 * that come while it works make it work once more.
 */
export class Pump {
  private readonly listener: Listener;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isRungAgain = false;
  private isStopped = false;
  private readonly rest = new AbortController();

  constructor(private readonly options: PumpOptions) {
    this.listener = new Listener({
      url: options.url,
      channels: options.channels,
      onNotification: (channel, payload) => {
        options.onNotification?.(channel, payload);
        this.wake();
      },
      onConnected: () => this.wake(),
    });
  }

  async start(): Promise<void> {
    this.timer = setInterval(() => this.wake(), this.options.pollMs);
    await this.listener.start();
  }

  /** Stops, and waits for what is being worked on. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.rest.abort();
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
    this.isRungAgain = false;
    this.running = this.workAndRest().finally(() => {
      this.running = null;
      if (this.isRungAgain) this.wake();
    });
  }

  private async workAndRest(): Promise<void> {
    const { work, onFault, restMs } = this.options;
    const outcome = await work(() => this.isStopped).catch(onFault);
    if (!restMs || outcome === 'idle') return;
    await sleep(restMs, undefined, { signal: this.rest.signal }).catch(() => undefined);
  }
}
