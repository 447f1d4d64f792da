import { execFile, fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const start = fileURLToPath(new URL('../start.mjs', import.meta.url));
const launcher = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));

/** A server in a process of its own. */
export interface ServerChild {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** A measuring program of ours in a process of its own. */
export function forkProgram(name: string): ChildProcess {
  return fork(start, [name], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** Starts a bare server and tells it what it needs. */
export async function startBare(
  name: 'bare-http' | 'bare-live',
  settings: object = {},
): Promise<ServerChild> {
  const child = forkProgram(`servers/${name}`);
  child.send(settings);
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { url: message.url, pid: child.pid ?? 0, stop: () => ended(child, () => child.disconnect()) };
}

/** Starts Uphold as it is built, every role in one process, and waits until it says that it is ready. */
export async function startUphold(
  dataFolder: string,
  databaseUrl: string | undefined,
  profileFolder?: string,
): Promise<ServerChild> {
  // What is measured is the work, not how soon a node says that it is too much.
  const env: NodeJS.ProcessEnv = { ...process.env, RATE_LIMITS: 'off' };
  const profiling = profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [];
  delete env['DATABASE_URL'];
  if (databaseUrl) env['DATABASE_URL'] = databaseUrl;
  const child = spawn(
    process.execPath,
    [...profiling, launcher, 'serve', '--port', '0', '--data', dataFolder],
    {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await addressOf(child);
  return { url, pid: child.pid ?? 0, stop: () => ended(child, () => child.kill('SIGTERM')) };
}

/** Resident memory of a process, MiB. */
export async function residentMemory(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const url = /ready at (http:\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(`Uphold did not start: ${said}`)));
  });
}

async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  end();
  await exit;
}
