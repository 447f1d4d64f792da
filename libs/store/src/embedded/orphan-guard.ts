import { spawn } from 'node:child_process';
import { spawnOptions, type RunUser } from './run-user.js';

/** A watcher that ends the database when this process dies without doing so. */
export interface OrphanGuard {
  dismiss(): void;
}

// The shell waits for a line that never comes: when this process dies, however it dies,
// the pipe closes and the server is asked for its fast, orderly shutdown.
const script = 'read -r word; test "$word" = dismissed || kill -INT "$1"';

/** Watches over a server on behalf of this process, also when it is killed outright. */
export function guardAgainstOrphan(serverPid: number, user: RunUser | undefined): OrphanGuard {
  if (process.platform === 'win32') return { dismiss: () => undefined };
  const shell = spawn('/bin/sh', ['-c', script, 'sh', String(serverPid)], {
    ...spawnOptions(user),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // The next start ends a leftover server as well, so a missing shell does no harm.
  shell.once('error', () => undefined);
  shell.stdin.once('error', () => undefined);
  shell.unref();
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
  return { dismiss: () => shell.stdin.end('dismissed\n') };
}
