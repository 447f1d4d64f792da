import { createServer } from 'node:net';
import { failedWith, portInUse } from './embedded-postgres-error.js';

/** The only address the embedded database listens on: never the network. */
export const loopback = '127.0.0.1';

/** Finds a port that nothing listens on, or refuses the wanted one when something does. */
export async function freePort(wanted?: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      reject(wanted !== undefined && failedWith(error, 'EADDRINUSE', 'EACCES') ? portInUse(wanted) : error);
    });
    probe.listen(wanted ?? 0, loopback, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
