import { join } from 'node:path';
import { DiskEvidenceFiles, type EvidenceFiles, type Store } from '#store';
import { startApi, type DemoPerson } from '../../../api/src/index.js';
import { startWorker } from '../../../worker/src/index.js';
import { webFolder } from '../checkout.js';
import { Trouble } from '../trouble.js';

/** The roles that one process may play. */
export const processRoles = ['all', 'api', 'worker'] as const;
export type ProcessRole = (typeof processRoles)[number];

export interface RoleSetting {
  role: ProcessRole;
  port: number;
  host: string;
  demoPeople?: readonly DemoPerson[];
}

/** Running roles. */
export interface RunningRoles {
  /** Address of the web pages and the API; null in a process that is only a worker. */
  url: string | null;
  /** Stops taking requests first, then finishes jobs. */
  close(): Promise<void>;
}

export const evidenceFilesIn = (dataFolder: string): EvidenceFiles =>
  new DiskEvidenceFiles(join(dataFolder, 'evidence'));

/** Starts what the role asks for, on an open store. */
export async function runRoles(
  store: Store,
  files: EvidenceFiles,
  { role, port, host, demoPeople }: RoleSetting,
): Promise<RunningRoles> {
  const redisUrl = process.env['REDIS_URL'];
  const worker = role === 'api' ? null : await startWorker({ store, files, ...(redisUrl && { redisUrl }) });
  try {
    const api =
      role === 'worker'
        ? null
        : await startApi({ store, files, port, host, webFolder, ...(demoPeople && { demoPeople }) });
    return {
      url: api?.url ?? null,
      close: async () => {
        await api?.close();
        await worker?.close();
      },
    };
  } catch (error) {
    await worker?.close();
    throw portTrouble(error, port, host);
  }
}

function portTrouble(error: unknown, port: number, host: string): unknown {
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
