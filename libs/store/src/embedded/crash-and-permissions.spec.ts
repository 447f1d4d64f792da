import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readPidFile } from './leftover-server.js';
import { isServerOf } from './process-identity.js';
import { startEmbeddedPostgres } from './start-embedded-postgres.js';

const root = process.getuid?.() === 0;
const launcherSource = `
  import { register } from 'node:module';
  register('./test/support/typescript-hooks.mjs', 'file://${resolve('.')}/');
  const { startEmbeddedPostgres } = await import('${resolve('libs/store/src/embedded/start-embedded-postgres.ts')}');
  await startEmbeddedPostgres({ dataFolder: process.argv[1], fast: true });
  console.log('ready');
  setInterval(() => {}, 1000);
`;

let dataFolder: string;
let launcher: ChildProcess | undefined;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'uphold-embedded-'));
});

afterEach(async () => {
  launcher?.kill('SIGKILL');
  await rm(dataFolder, { recursive: true, force: true });
});

async function launchElsewhere(): Promise<ChildProcess> {
  await chmod(dataFolder, 0o755);
  launcher = spawn(process.execPath, ['--input-type=module', '-e', launcherSource, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (launcher.stdout !== null) await once(launcher.stdout, 'data');
  return launcher;
}

describe('a launcher that is killed outright', () => {
  const clusterFolder = () => join(dataFolder, 'postgres');

  it('takes its server with it', async () => {
    const killed = await launchElsewhere();
    const pid = (await readPidFile(clusterFolder()))?.pid ?? 0;
    expect(await isServerOf(pid, clusterFolder())).toBe(true);
    killed.kill('SIGKILL');
    for (let waits = 0; waits < 200 && (await isServerOf(pid, clusterFolder())); waits += 1) await pause(25);
    expect(await isServerOf(pid, clusterFolder())).toBe(false);
  });

  it('does not keep the next one from starting at once', async () => {
    const killed = await launchElsewhere();
    await expect(startEmbeddedPostgres({ dataFolder })).rejects.toMatchObject({ code: 'data-folder-in-use' });
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const server = await startEmbeddedPostgres({ dataFolder, fast: true });
    await server.stop();
  });
});

// Only root has another account run the server, one that cannot enter a folder closed to others.
(root ? describe : describe.skip)('a data folder that is closed to the account of the database', () => {
  it('holds a note that says where the data are, and they are found again', async () => {
    const first = await startEmbeddedPostgres({ dataFolder, fast: true });
    await first.stop();
    try {
      expect(first.place).not.toBe(dataFolder);
      expect(await readFile(join(dataFolder, 'database-is-elsewhere.txt'), 'utf8')).toContain(first.place);
      const second = await startEmbeddedPostgres({ dataFolder, fast: true });
      await second.stop();
      expect(second.place).toBe(first.place);
    } finally {
      await rm(first.place, { recursive: true, force: true });
    }
  });
});
