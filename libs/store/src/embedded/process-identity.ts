import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { failedWith } from './embedded-postgres-error.js';

/** Whether a process of this number exists. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else exists all the same.
    return failedWith(error, 'EPERM');
  }
}

/**
 * When a running process began, in words that differ for a later process with the same number;
 * undefined for one that has ended, even while its parent has not noticed.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if (!isRunning(pid)) return undefined;
  if (process.platform !== 'linux') return (await ps(pid, 'lstart')) ?? 'unknown';
  const status = await procStat(pid);
  return status === undefined || status.state === 'Z' ? undefined : status.startedAt;
}

/** Whether a process is the PostgreSQL server of this cluster folder. */
export async function isServerOf(pid: number, clusterFolder: string): Promise<boolean> {
  if (!isRunning(pid)) return false;
  if (process.platform !== 'linux') return /postgres/.test((await ps(pid, 'command')) ?? '');
  const status = await procStat(pid);
  if (status === undefined || status.state === 'Z' || !status.name.startsWith('postgres')) return false;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return folder === undefined || folder === clusterFolder;
}

interface ProcStat {
  name: string;
  state: string;
  startedAt: string;
}

async function procStat(pid: number): Promise<ProcStat | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const match = line === undefined ? null : /^\d+ \((.*)\) (\S)((?: \S+)*)/s.exec(line);
  if (match === null) return undefined;
  // Field 22 of proc(5), the start in clock ticks since boot; the third capture begins with field 4.
  const startedAt = match[3]?.trim().split(' ')[18] ?? '';
  return { name: match[1] ?? '', state: match[2] ?? '', startedAt };
}

async function ps(pid: number, column: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  const answer = await promisify(execFile)('ps', ['-o', `${column}=`, '-p', String(pid)]).catch(
    () => undefined,
  );
  return answer?.stdout.trim();
}
