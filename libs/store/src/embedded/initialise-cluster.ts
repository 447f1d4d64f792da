import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program, type Binaries } from './binaries.js';
import { diskFull } from './embedded-postgres-error.js';
import { databaseName, draftPrefix } from './names.js';
import { spawnOptions, type RunUser } from './run-user.js';
import { explainServerFailure } from './server-log.js';

/** What is needed to open or make a cluster. */
export interface ClusterSetting {
  place: string;
  binaries: Binaries;
  runUser: RunUser | undefined;
  /** For tests alone: spares the waits for the disk. */
  fast: boolean;
  onProgress: (message: string) => void;
}

const leastRoom = 200 * 1024 * 1024;

/** Makes a new cluster under a passing name, and gives it its name once it is whole. */
export async function initialiseCluster(folder: string, setting: ClusterSetting): Promise<void> {
  const { place, runUser, onProgress } = setting;
  await requireRoom(place);
  onProgress('Preparing the database for the first time');
  const draft = join(place, `${draftPrefix}${process.pid}`);
  const passwordFile = `${draft}-password`;
  const password = randomBytes(24).toString('base64url');
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runUser !== undefined) {
    await chown(draft, runUser.uid, runUser.gid);
    await chown(passwordFile, runUser.uid, runUser.gid);
  }
  await runInitdb(draft, passwordFile, setting);
  await rm(passwordFile);
  await writeDurably(join(place, 'password'), password);
  await rename(draft, folder);
}

async function requireRoom(place: string): Promise<void> {
  const { bavail, bsize } = await statfs(place);
  if (bavail * bsize < leastRoom) throw diskFull(place);
}

// Character classes decide what pg_trgm takes for a letter: with the plain C locale every Chinese text would be empty.
const characterClasses = ['C.UTF-8', 'en_US.UTF-8', 'C'];

async function runInitdb(draft: string, passwordFile: string, setting: ClusterSetting): Promise<void> {
  let output = '';
  for (const locale of characterClasses) {
    const result = await tryInitdb([`--lc-ctype=${locale}`, `--pwfile=${passwordFile}`, draft], setting);
    if (result.ok) return;
    output = result.output;
    if (!/invalid locale/.test(output)) break;
  }
  throw explainServerFailure(output, { folder: setting.place, logPath: 'the lines above' });
}

const initdbSettings = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=scram-sha-256',
  `--username=${databaseName}`,
];

function tryInitdb(options: string[], setting: ClusterSetting): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(
      program(setting.binaries, 'initdb'),
      [...initdbSettings, ...options, ...(setting.fast ? ['--no-sync'] : [])],
      {
        ...spawnOptions(setting.runUser),
        detached: true,
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => resolve({ ok: false, output: `Exec format error: ${error.message}` }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
}
