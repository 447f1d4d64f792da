import { join } from 'node:path';
import { DiskEvidenceFiles, type EvidenceFiles, type Store } from '#store';
import type { ApiOptions, DemoPerson } from '../../../api/src/index.js';
import { Trouble } from '../trouble.js';
import { webFolder } from '../checkout.js';
import { mailSetting } from './mail-setting.js';
import { keepHeapModest } from './modest-heap.js';
import { signOnSetting } from './sign-on-setting.js';
import { portTrouble } from './try-port.js';

/** The roles that one process may play. */
export const processRoles = ['all', 'api', 'worker', 'signer'] as const;
export type ProcessRole = (typeof processRoles)[number];

/** Whether the role listens for people. */
export const opensDoors = (role: ProcessRole): boolean => role === 'all' || role === 'api';

/** Whether the role signs whatever else is said. */
export const isSigner = (role: ProcessRole): boolean => role === 'signer';

export interface RoleSetting {
  role: ProcessRole;
  port: number;
  host: string;
  /** With whose keys the log is signed; null where this process signs none of it. */
  keysFolder: string | null;
  demoPeople?: readonly DemoPerson[];
}

/** Running roles. */
export interface RunningRoles {
  /** Address of the web pages and the API; null in a process that opens no doors. */
  url: string | null;
  /** Stops taking requests first, then finishes jobs. */
  close(): Promise<void>;
}

export const evidenceFilesIn = (dataFolder: string): EvidenceFiles =>
  new DiskEvidenceFiles(join(dataFolder, 'evidence'));

/** Loads the programs of the roles. It takes a second, in which the database can start; short commands do without. */
export async function loadRoles() {
  const [{ startApi }, { startSigner, startWorker }] = await Promise.all([
    import('../../../api/src/index.js'),
    import('../../../worker/src/index.js'),
  ]);
  return { startApi, startSigner, startWorker };
}

/** Starts what the role asks for, on an open store. */
export async function runRoles(
  store: Store,
  files: EvidenceFiles,
  setting: RoleSetting,
): Promise<RunningRoles> {
  keepHeapModest();
  const { role, port, host, demoPeople } = setting;
  const { startApi } = await loadRoles();
  // The people of a demo have addresses that are nobody's.
  const mail = demoPeople ? null : mailSetting();
  const signOn = signOnSetting();
  const behind = await runBehindDoors(store, files, setting, mail);
  try {
    const api = opensDoors(role)
      ? await startApi({
          store,
          files,
          port,
          host,
          webFolder,
          isMailOn: mail !== null,
          publicUrl: publicUrl(),
          ...(demoPeople && { demoPeople }),
          ...(await protectionOf(setting)),
          ...(signOn && { signOn }),
        })
      : null;
    return {
      url: api?.url ?? null,
      close: async () => {
        await api?.close();
        await behind?.close();
      },
    };
  } catch (error) {
    await behind?.close();
    throw portTrouble(error, port, host);
  }
}

/** Whoever tries a demo may try it hard; it stands on one's own machine. */
async function protectionOf({
  demoPeople,
}: RoleSetting): Promise<Pick<ApiOptions, 'limits' | 'trustedProxies'>> {
  const { protectionSetting } = await import('./protection-setting.js');
  return protectionSetting(demoPeople ? { RATE_LIMITS: '20', ...process.env } : process.env);
}

/** Starts what the role does behind the doors: a worker, which may sign too, or the signer alone; null for the doors alone. */
async function runBehindDoors(
  store: Store,
  files: EvidenceFiles,
  { role, keysFolder }: RoleSetting,
  mail: ReturnType<typeof mailSetting>,
): Promise<{ close(): Promise<void> } | null> {
  if (role === 'api') return null;
  const { startSigner, startWorker } = await loadRoles();
  if (role === 'signer') return keysFolder === null ? null : startSigner(store, { keysFolder });
  const redisUrl = process.env['REDIS_URL'];
  return startWorker({
    store,
    files,
    ...(redisUrl && { redisUrl }),
    ...(mail && { mail }),
    ...(keysFolder !== null && { signing: { keysFolder } }),
  });
}

/** Where browsers reach this installation, as the operator says it. */
function publicUrl(): string | undefined {
  const said = process.env['PUBLIC_URL'];
  if (said === undefined || said === '') return undefined;
  if (URL.canParse(said) && /^https?:$/.test(new URL(said).protocol)) return said;
  throw new Trouble(
    'usage',
    `PUBLIC_URL is an address such as https://uphold.example.org; it was “${said}”.`,
  );
}
