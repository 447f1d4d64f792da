import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiskEvidenceFiles, Store } from '#store';
import { startApi, type ApiOptions } from '../../apps/api/src/index.js';
import { startWorker, type MailSetting } from '../../apps/worker/src/index.js';
import { createTestDatabase } from './database.js';

/** A running installation of a test's own: database, files, API and worker in this process. */
export interface TestApp {
  url: string;
  store: Store;
  files: DiskEvidenceFiles;
  /** Folder in which evidence is kept. */
  filesFolder: string;
  /** Root of the key folders. */
  keysFolder: string;
  databaseUrl: string;
  /** Waits until every committed entry has its place in the log and figures and past hold it. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts everything on a fresh database and a free port. Without a worker nothing is sequenced; receipts are signed,
 * checkpoints only where the test wants them.
 */
export async function startApp(
  options: { worker?: boolean; mail?: MailSetting; signs?: boolean; statementTimeoutMs?: number } & Partial<
    Pick<
      ApiOptions,
      'webFolder' | 'demoPeople' | 'isMailOn' | 'publicUrl' | 'signOn' | 'limits' | 'trustedProxies'
    >
  > = {},
): Promise<TestApp> {
  const {
    worker: hasWorker = true,
    mail,
    signs = false,
    statementTimeoutMs = 30_000,
    ...apiOptions
  } = options;
  const database = await createTestDatabase();
  const filesFolder = await mkdtemp(join(tmpdir(), 'uphold-files-'));
  const keysFolder = await mkdtemp(join(tmpdir(), 'uphold-keys-'));
  const store = await Store.open(database.url, { keysFolder, statementTimeoutMs });
  const files = new DiskEvidenceFiles(filesFolder);
  const signing = signs && { signing: { keysFolder, everyMs: 50 } };
  const worker = hasWorker ? await startWorker({ store, files, ...(mail && { mail }), ...signing }) : null;
  const api = await startApi({ store, files, port: 0, host: '127.0.0.1', limits: null, ...apiOptions });
  return {
    url: api.url,
    store,
    files,
    filesFolder,
    keysFolder,
    databaseUrl: database.url,
    settled: () => settled(store),
    stop: async () => {
      await api.close();
      await worker?.close();
      await store.close();
      await database.drop();
      for (const folder of [filesFolder, keysFolder]) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function settled(store: Store): Promise<void> {
  for (;;) {
    const { rows } = await store.pool.query<{ isSettled: boolean }>(
      `select not exists (select 1 from pending)
         and (select min(leaf_index) from consumer where name in ('figures', 'past'))
           = (select size - 1 from log_head) as "isSettled"`,
    );
    if (rows[0]?.isSettled) return;
    await sleep(10);
  }
}

/** One more API node over the same database, with a memory of its own. */
export interface TestNode {
  url: string;
  store: Store;
  stop(): Promise<void>;
}

export async function startNode({
  databaseUrl,
  files,
  keysFolder,
}: Pick<TestApp, 'databaseUrl' | 'files'> & Partial<Pick<TestApp, 'keysFolder'>>): Promise<TestNode> {
  const store = await Store.open(databaseUrl, { ...(keysFolder !== undefined && { keysFolder }) });
  const api = await startApi({ store, files, port: 0, host: '127.0.0.1', limits: null });
  return {
    url: api.url,
    store,
    stop: async () => {
      await api.close();
      await store.close();
    },
  };
}
