import { locateBinaries } from './binaries.js';
import { openCluster } from './cluster.js';
import { EmbeddedPostgresError, explainFolderError } from './embedded-postgres-error.js';
import { lockFolder, type FolderLock } from './folder-lock.js';
import { freePort } from './free-port.js';
import { clearLeftoverServer } from './leftover-server.js';
import { clusterFolderOf } from './names.js';
import { ensureDatabase, ensureProductAccount, urlOf } from './own-database.js';
import { choosePlace } from './place.js';
import { makeReachable } from './reachable-binaries.js';
import { startServer, type ServerProcess, type ServerStart } from './server-process.js';

/** What may be chosen about the embedded database. */
export interface EmbeddedPostgresOptions {
  /** Where the data is kept; made when absent. */
  dataFolder: string;
  /** A free one is found when none is given. */
  port?: number;
  /** For tests alone: does not wait for the disk, so a power cut may destroy the data. */
  fast?: boolean;
  /** How long the server may take to be ready, in milliseconds: a repair after a crash takes its time. */
  patience?: number;
  onProgress?: (message: string) => void;
  /** Called when the server ends without having been asked to. */
  onUnexpectedEnd?: () => void;
}

/** A PostgreSQL server that runs for this process alone. */
export interface EmbeddedPostgres {
  /** Its address for the owner of the database, who is a superuser: for migrations. */
  url: string;
  /** Its address for the running product. */
  productUrl: string;
  /** The folder that really holds the data, which root's database account may force to be another than the wanted one. */
  place: string;
  /** Ends the server in order, and may be called more than once. */
  stop(): Promise<void>;
}

type Options = EmbeddedPostgresOptions &
  Required<Pick<EmbeddedPostgresOptions, 'fast' | 'patience' | 'onProgress'>>;

/** Starts a real PostgreSQL server on a folder of the user's choice, making its cluster the first time. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const full: Options = { fast: false, patience: 60_000, onProgress: () => undefined, ...options };
  try {
    const installed = await locateBinaries();
    const { place, runUser } = await choosePlace(full.dataFolder, full.onProgress);
    const binaries = await makeReachable(installed, runUser);
    const lock = await lockFolder(place, full.dataFolder);
    return await orRelease(lock, async () => {
      const leftover = { dataFolder: full.dataFolder, launcherDied: lock.tookOver };
      await clearLeftoverServer(clusterFolderOf(place), leftover);
      const { fast, patience, onProgress } = full;
      const cluster = await openCluster({ place, binaries, runUser, fast, onProgress });
      return run({ binaries, cluster, place, port: 0, fast, patience }, lock, full);
    });
  } catch (error) {
    throw explainFolderError(error, full.dataFolder);
  }
}

async function orRelease<T>(lock: FolderLock, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function run(start: ServerStart, lock: FolderLock, options: Options): Promise<EmbeddedPostgres> {
  const { server, port } = await startOnFreePort(start, options.port);
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= server.stop().then(() => lock.release()));
  let productUrl: string;
  try {
    await ensureDatabase(start.cluster, port, start.place);
    productUrl = await ensureProductAccount(start.cluster, port, start.place);
  } catch (error) {
    await stop();
    throw error;
  }
  void server.ended.then(() => {
    if (stopping === undefined) options.onUnexpectedEnd?.();
  });
  return { url: urlOf(start.cluster, port), productUrl, place: start.place, stop };
}

async function startOnFreePort(
  start: ServerStart,
  wanted: number | undefined,
): Promise<{ server: ServerProcess; port: number }> {
  for (let triesLeft = wanted === undefined ? 5 : 1; ; triesLeft -= 1) {
    const port = await freePort(wanted);
    try {
      return { server: await startServer({ ...start, port }), port };
    } catch (error) {
      // Another program may have taken the free port in the meantime.
      const taken = error instanceof EmbeddedPostgresError && error.code === 'port-in-use';
      if (!taken || triesLeft <= 1) throw error;
    }
  }
}
