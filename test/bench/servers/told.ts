import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the parent process tells this one first. */
export function told<T>(): Promise<T> {
  return new Promise((resolve) => process.once('message', (message) => resolve(message as T)));
}

/** Tells the parent process where the server listens; the parent's end is this one's end too. */
export function tellReady(server: Server): void {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}` });
  process.once('disconnect', () => process.exit(0));
}
