import { join } from 'node:path';
import { DiskEvidenceFiles, type EvidenceFiles, type Store } from '#store';
import type { DemoPerson } from '../../../api/src/index.js';
import { webFolder } from '../checkout.js';
import { mailSetting } from './mail-setting.js';
import { keepHeapModest } from './modest-heap.js';
import { portTrouble } from './try-port.js';

/** The roles that one process may play. */
export const processRoles = ['all', 'api', 'worker'] as const;
export type ProcessRole = (typeof processRoles)[number];

/** Whether the role listens for people. */
export const opensDoors = (role: ProcessRole): boolean => role !== 'worker';

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

/** Loads the programs of the roles. It takes a second, in which the database can start; short commands do without. */
export async function loadRoles() {
  const [{ startApi }, { startWorker }] = await Promise.all([
    import('../../../api/src/index.js'),
    import('../../../worker/src/index.js'),
  ]);
  return { startApi, startWorker };
}

/** Starts what the role asks for, on an open store. */
export async function runRoles(
  store: Store,
  files: EvidenceFiles,
  { role, port, host, demoPeople }: RoleSetting,
): Promise<RunningRoles> {
  keepHeapModest();
  const { startApi, startWorker } = await loadRoles();
  const redisUrl = process.env['REDIS_URL'];
  // The people of a demo have addresses that are nobody's.
  const mail = demoPeople ? null : mailSetting();
  const worker =
    role === 'api'
      ? null
      : await startWorker({ store, files, ...(redisUrl && { redisUrl }), ...(mail && { mail }) });
  try {
    const api = opensDoors(role)
      ? await startApi({
          store,
          files,
          port,
          host,
          webFolder,
          isMailOn: mail !== null,
          ...(demoPeople && { demoPeople }),
        })
      : null;
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
