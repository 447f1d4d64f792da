import pg from 'pg';

export interface ListenerOptions {
  url: string;
  channels: readonly string[];
  onNotification(channel: string, payload: string): void;
  /** Called when the connection stands, again after each loss: what was notified meanwhile was missed. */
  onConnected(): void;
}

const retryMs = 500;

/** Hears PostgreSQL notifications on a connection of its own, and takes it up again when it is lost. */
export class Listener {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;

  constructor(private readonly options: ListenerOptions) {}

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.options.url, keepAlive: true });
    client.on('error', () => this.retry(client));
    client.on('end', () => this.retry(client));
    client.on('notification', ({ channel, payload }) => this.options.onNotification(channel, payload ?? ''));
    await client.connect();
    if (this.isStopped) return client.end();
    this.client = client;
    for (const channel of this.options.channels) await client.query(`listen ${channel}`);
    this.options.onConnected();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    const client = this.client;
    this.client = null;
    await client?.end();
  }

  private retry(lost: pg.Client): void {
    if (this.isStopped || (this.client !== lost && this.client !== null) || this.timer) return;
    this.client = null;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.start().catch(() => this.retry(lost));
    }, retryMs);
  }
}
