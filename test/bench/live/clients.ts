import { io } from 'socket.io-client';
import { told } from '../servers/told.js';

/** Which sockets to open: one for each cookie. */
export interface ClientsSetting {
  url: string;
  /** Path of the namespace; empty for the default one. */
  namespace: string;
  cookies: string[];
  /** Topics to subscribe to once connected; none at a bare server. */
  topics: string[];
}

/** When entries arrived, by `objectId:version`: nanoseconds of the machine's monotonic clock, as text. */
export type Arrivals = Record<string, string[]>;

const { url, namespace, cookies, topics } = await told<ClientsSetting>();
let arrivals = new Map<string, bigint[]>();

for (const cookie of cookies) await join(cookie);
process.send?.('connected');
process.on('message', () => {
  process.send?.(Object.fromEntries([...arrivals].map(([key, times]) => [key, times.map(String)])));
  arrivals = new Map();
});
process.once('disconnect', () => process.exit(0));

function join(cookie: string): Promise<void> {
  const socket = io(`${url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { Cookie: cookie },
  });
  socket.on('entry', ({ objectId, version }: { objectId: string; version: number }) => {
    const key = `${objectId}:${version}`;
    const now = process.hrtime.bigint();
    const times = arrivals.get(key);
    if (times) times.push(now);
    else arrivals.set(key, [now]);
  });
  return new Promise((resolve, reject) => {
    socket.once('connect_error', reject);
    socket.once('connect', () => {
      if (topics.length === 0) return resolve();
      socket.emit('subscribe', { topics }, ({ ok }: { ok: boolean }) =>
        ok ? resolve() : reject(new Error('the subscription was refused')),
      );
    });
  });
}
