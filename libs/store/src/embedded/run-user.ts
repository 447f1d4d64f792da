import { execFile, spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The system account that the database server runs as. */
export interface RunUser {
  uid: number;
  gid: number;
}

const nobody: RunUser = { uid: 65534, gid: 65534 };

/**
 * PostgreSQL refuses to run as root, so root gets an account without privileges for it: the owner
 * of a cluster that is already there. Everyone else runs it themselves, which undefined stands for.
 */
export async function chooseRunUser(clusterFolder: string): Promise<RunUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const existing = await findAccount('postgres');
  if (existing !== undefined) return existing;
  await createAccount('postgres');
  return (await findAccount('postgres')) ?? (await findAccount('nobody')) ?? nobody;
}

async function createAccount(name: string): Promise<void> {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name];
  await promisify(execFile)('useradd', options).catch(() => undefined);
}

async function findAccount(name: string): Promise<RunUser | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = accounts
    .split('\n')
    .map((line) => line.split(':'))
    .find(([account]) => account === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/** How a program is started: as whom, free of settings meant for other PostgreSQL installations. */
export function spawnOptions(user: RunUser | undefined): {
  uid?: number;
  gid?: number;
  cwd?: string;
  env: NodeJS.ProcessEnv;
} {
  const foreign = /^(PG|LC_|LANG)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const place = process.platform === 'win32' ? {} : { cwd: '/' };
  return { ...user, ...place, env: { ...env, LC_ALL: 'C' } };
}

/** Whether the account can pass through every folder on the way to this one, tried by doing it. */
export async function canReach(folder: string, user: RunUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', folder], {
      ...spawnOptions(user),
      stdio: 'ignore',
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
