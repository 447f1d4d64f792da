import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { failedWith } from './embedded-postgres-error.js';
import { startOf } from './process-identity.js';
import { inUse } from './server-log.js';

/** The right to run a database in a folder, held by one process at a time. */
export interface FolderLock {
  /** Whether the last holder ended without giving the folder back, so that its server may still run. */
  tookOver: boolean;
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  startedAt: string;
  token: string;
}

/** Takes the folder for this process, or refuses while another living process holds it. */
export async function lockFolder(place: string, dataFolder: string): Promise<FolderLock> {
  const path = join(place, 'launcher.lock');
  const self: Holder = {
    pid: process.pid,
    startedAt: (await startOf(process.pid)) ?? '',
    token: randomUUID(),
  };
  let tookOver = false;
  while (!(await tryToCreate(path, self))) {
    const holder = (await readHolder(path)) ?? (await pause(100).then(() => readHolder(path)));
    if (holder !== undefined && (await startOf(holder.pid)) === holder.startedAt) throw inUse(dataFolder);
    // Two processes may find the same leftover: the token below tells which of them got the folder.
    await rm(path, { force: true });
    tookOver = true;
  }
  if ((await readHolder(path))?.token !== self.token) throw inUse(dataFolder);
  return { tookOver, release: () => release(path, self) };
}

async function tryToCreate(path: string, self: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(self), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (failedWith(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    // A crash in the middle of writing leaves a cut file, and so it looks for a moment while it is being written.
    if (failedWith(error, 'ENOENT') || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function release(path: string, self: Holder): Promise<void> {
  if ((await readHolder(path))?.token === self.token) await rm(path, { force: true });
}
