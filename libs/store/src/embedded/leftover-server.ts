import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError, failedWith } from './embedded-postgres-error.js';
import { isServerOf } from './process-identity.js';
import { inUse } from './server-log.js';

/** What a cluster folder says about the server that runs, or ran, on it. */
export interface PidFile {
  pid: number;
  isReady: boolean;
}

/** Reads postmaster.pid, whose eighth line tells whether the server takes connections. */
export async function readPidFile(clusterFolder: string): Promise<PidFile | undefined> {
  try {
    const lines = (await readFile(join(clusterFolder, 'postmaster.pid'), 'utf8')).split('\n');
    const pid = Number(lines[0]);
    return { pid: Number.isInteger(pid) && pid > 0 ? pid : 0, isReady: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (failedWith(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Makes way for a new server: drops the trace of one that is gone, and ends one whose launcher died
 * without it. A server that somebody else started is left alone, and refuses the folder.
 */
export async function clearLeftoverServer(
  clusterFolder: string,
  { dataFolder, launcherDied }: { dataFolder: string; launcherDied: boolean },
): Promise<void> {
  const trace = await readPidFile(clusterFolder);
  if (trace === undefined) return;
  if (trace.pid > 0 && (await isServerOf(trace.pid, clusterFolder))) {
    if (!launcherDied) throw inUse(dataFolder);
    await endServer(trace.pid, clusterFolder);
  }
  await rm(join(clusterFolder, 'postmaster.pid'), { force: true });
}

async function endServer(pid: number, clusterFolder: string): Promise<void> {
  const ended = async (signal: NodeJS.Signals, patience: number): Promise<boolean> => {
    sendSignal(pid, signal);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (!(await isServerOf(pid, clusterFolder))) return true;
      await pause(25);
    }
    return false;
  };
  if ((await ended('SIGINT', 10_000)) || (await ended('SIGQUIT', 5_000))) return;
  throw new EmbeddedPostgresError(
    'not-ready',
    `A database server of an earlier Uphold (process ${pid}) does not end. End that process, then start Uphold again.`,
  );
}

/** Sends a signal to a process that may have ended in the meantime. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!failedWith(error, 'ESRCH')) throw error;
  }
}
