import { createServer } from 'node:net';
import { Trouble } from '../trouble.js';

/** Throws where the port cannot be listened on, so that a long start does not fail at its end. */
export async function tryPort(port: number, host: string): Promise<void> {
  const server = createServer();
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });
  await listening.catch((error: unknown) => {
    throw portTrouble(error, port, host);
  });
}

/** What a person can do about a port that cannot be listened on; every other error is answered as it is. */
export function portTrouble(error: unknown, port: number, host: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return new Trouble(
      'port-in-use',
      `Port ${port} is used by another program. Stop that one, or choose another: --port ${port + 1}.`,
    );
  if (code === 'EACCES')
    return new Trouble(
      'port-in-use',
      `Port ${port} may not be used by this user. Choose one above 1023: --port 3000.`,
    );
  if (code === 'EADDRNOTAVAIL') return new Trouble('usage', `This computer has no address ${host} (--host).`);
  return error;
}
