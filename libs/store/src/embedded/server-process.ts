import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { program, type Binaries } from './binaries.js';
import type { Cluster } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { loopback } from './free-port.js';
import { guardAgainstOrphan } from './orphan-guard.js';
import { readPidFile } from './leftover-server.js';
import { spawnOptions } from './run-user.js';
import { beginLog, explainServerFailure, readLogSince } from './server-log.js';

/** A running PostgreSQL server of ours. */
export interface ServerProcess {
  stop(): Promise<void>;
  /** Settles when the server has ended, whether asked to or not. */
  ended: Promise<void>;
}

/** How one start of the server is to be done. */
export interface ServerStart {
  binaries: Binaries;
  cluster: Cluster;
  place: string;
  port: number;
  fast: boolean;
  patience: number;
}

const settings = (port: number, fast: boolean): Record<string, string> => ({
  listen_addresses: loopback,
  port: String(port),
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '100',
  wal_level: 'replica',
  fsync: fast ? 'off' : 'on',
  synchronous_commit: 'on',
  full_page_writes: fast ? 'off' : 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  // Planning with just-in-time compilation costs short queries more than it saves.
  jit: 'off',
  random_page_cost: '1.1',
});

/** Starts the server and waits until it takes connections. */
export async function startServer(start: ServerStart): Promise<ServerProcess> {
  const logPath = join(start.place, 'postgres.log');
  const logStart = await beginLog(logPath);
  const child = await spawnServer(start, logPath);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const server: ServerProcess = { ended, stop: () => stopServer(child, ended, start) };
  try {
    await untilReady(child, start);
  } catch (error) {
    await server.stop();
    throw error;
  }
  if (hasEnded(child)) {
    const log = await readLogSince(logPath, logStart);
    throw explainServerFailure(log, { folder: start.place, logPath, port: start.port });
  }
  const guard = guardAgainstOrphan(child.pid ?? 0, start.cluster.runUser);
  void ended.then(() => guard.dismiss());
  return server;
}

async function spawnServer(
  { binaries, cluster, port, fast }: ServerStart,
  logPath: string,
): Promise<ChildProcess> {
  const options = Object.entries(settings(port, fast)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(logPath, 'a', 0o600);
  try {
    const child = spawn(program(binaries, 'postgres'), ['-D', cluster.folder, ...options], {
      ...spawnOptions(cluster.runUser),
      // A process group of its own: the terminal's Ctrl-C is for us, and we end the server in order.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function untilReady(child: ChildProcess, { cluster, patience, place }: ServerStart): Promise<void> {
  const deadline = Date.now() + patience;
  while (!hasEnded(child)) {
    const trace = await readPidFile(cluster.folder);
    if (trace?.isReady === true && trace.pid === child.pid) return;
    if (Date.now() > deadline) throw notReady(patience, place);
    await pause(15);
  }
}

const notReady = (patience: number, place: string): EmbeddedPostgresError =>
  new EmbeddedPostgresError(
    'not-ready',
    `The database was not ready after ${Math.round(patience / 1000)} seconds. It may be repairing itself after a ` +
      `power cut: start Uphold again. What it is doing is written in ${join(place, 'postgres.log')}.`,
  );

async function stopServer(
  child: ChildProcess,
  ended: Promise<void>,
  { binaries, cluster }: ServerStart,
): Promise<void> {
  if (hasEnded(child)) return;
  if (process.platform === 'win32') {
    // There are no signals there: PostgreSQL's own tool asks it instead.
    spawn(program(binaries, 'pg_ctl'), ['stop', '-D', cluster.folder, '-m', 'fast'], { stdio: 'ignore' });
  } else {
    child.kill('SIGINT');
  }
  const late = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  // The server alone does not keep this process alive, but waiting for its end must.
  child.ref();
  await ended;
  clearTimeout(late);
}
