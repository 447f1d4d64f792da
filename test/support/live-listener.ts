import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import {
  liveNamespace,
  type Acknowledgement,
  type ClientToServer,
  type LiveEntry,
  type RightsChanged,
  type ServerToClient,
  type Subscribed,
  type Topic,
} from '#contracts';

type Handshake = { cookie?: string; origin?: string; authorization?: string };

/** A client at the socket door that remembers everything it is told. */
export class LiveListener {
  readonly entries: LiveEntry[] = [];
  /** Other things that it was told, in order. */
  readonly told: string[] = [];
  /** How its rights changed, in order. */
  readonly changes: RightsChanged[] = [];
  /** Why it was signed out, where it was. */
  signedOutBy: string | null = null;

  private constructor(readonly socket: Socket<ServerToClient, ClientToServer>) {
    socket.on('entry', (entry) => this.entries.push(entry));
    socket.on('rights-changed', (change) => {
      this.told.push('rights-changed');
      this.changes.push(change);
    });
    socket.on('signed-out', (cause) => {
      this.told.push('signed-out');
      this.signedOutBy = cause;
    });
    socket.on('disconnect', () => this.told.push('disconnect'));
  }

  /** Connects; fails with what the server answered where it does not let the socket in. */
  static async connect(url: string, { cookie, origin, authorization }: Handshake): Promise<LiveListener> {
    const extraHeaders = {
      ...(cookie && { cookie }),
      ...(origin && { origin }),
      ...(authorization && { authorization }),
    };
    const socket: Socket<ServerToClient, ClientToServer> = io(`${url}${liveNamespace}`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders,
    });
    const listener = new LiveListener(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.disconnect();
        reject(error);
      });
    });
    return listener;
  }

  /** Sends any frame under any name and waits for the acknowledgement, for two seconds at most. */
  send(event: string, frame: unknown): Promise<Acknowledgement<Subscribed>> {
    const loose = this.socket.timeout(2000) as unknown as {
      emitWithAck(event: string, frame: unknown): Promise<Acknowledgement<Subscribed>>;
    };
    return loose.emitWithAck(event, frame);
  }

  /** Follows topics; fails where that is refused. */
  async follow(topics: Topic[], since?: number): Promise<Subscribed> {
    const answer = await this.send('subscribe', { topics, ...(since !== undefined && { since }) });
    if (!answer.ok) throw new Error(`subscribe answered ${answer.code}`);
    return answer.answer;
  }

  /** Waits until it was told something that fits; fails after the time. */
  async hears<T>(find: (listener: this) => T | undefined | false, withinMs = 2000): Promise<T> {
    const until = Date.now() + withinMs;
    for (;;) {
      const found = find(this);
      if (found) return found;
      if (Date.now() > until) throw new Error(`nothing of the kind was heard within ${withinMs} ms`);
      await sleep(5);
    }
  }

  close(): void {
    this.socket.disconnect();
  }
}
