import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EmbeddedPostgresError, failedWith } from './embedded-postgres-error.js';
import { clusterFolderOf } from './names.js';
import { systemFolder } from './reachable-binaries.js';
import { canReach, chooseRunUser, type RunUser } from './run-user.js';

const noteName = 'database-is-elsewhere.txt';

/**
 * Finds the folder that really holds the database: the wanted one, or, when root's database account
 * cannot get there, one that it can reach. A note in the wanted folder then says where that is.
 */
export async function choosePlace(
  dataFolder: string,
  onProgress: (message: string) => void,
): Promise<{ place: string; runUser: RunUser | undefined }> {
  await mkdir(resolve(dataFolder), { recursive: true });
  const wanted = await realpath(dataFolder);
  await refuseForeignCluster(wanted);
  const kept = await readNote(wanted);
  const runUser = await chooseRunUser(clusterFolderOf(kept ?? wanted));
  if (kept !== undefined) return { place: kept, runUser };
  if (await canReach(wanted, runUser)) return { place: wanted, runUser };
  return { place: await openElsewhere(wanted, onProgress), runUser };
}

async function refuseForeignCluster(folder: string): Promise<void> {
  if ((await statOrNothing(join(folder, 'PG_VERSION'))) === undefined) return;
  throw new EmbeddedPostgresError(
    'data-folder-broken',
    `The data folder ${folder} is itself a PostgreSQL cluster that Uphold did not make. ` +
      'Choose another data folder, or start that server yourself and give its address in DATABASE_URL.',
  );
}

async function readNote(wanted: string): Promise<string | undefined> {
  const path = join(wanted, noteName);
  const note = await readFile(path, 'utf8').catch((error: unknown) => {
    if (failedWith(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (note === undefined) return undefined;
  const place = note.trim().split('\n').at(-1) ?? '';
  if ((await statOrNothing(place))?.isDirectory() === true) return place;
  throw new EmbeddedPostgresError(
    'data-folder-broken',
    `The database of ${wanted} was kept in ${place}, as ${path} says, but that folder is gone. ` +
      `Restore it from a backup, or remove ${path} to start afresh.`,
  );
}

async function openElsewhere(wanted: string, onProgress: (message: string) => void): Promise<string> {
  const place = join(systemFolder, createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  await setAsideOrphan(place, onProgress);
  await mkdir(place, { recursive: true });
  // These two are ours: a strict umask must not close them to the account they are for.
  await chmod(systemFolder, 0o755);
  await chmod(place, 0o755);
  await writeFile(join(wanted, noteName), noteText(place));
  onProgress(`The database's account cannot reach ${wanted}, so the database itself is kept in ${place}`);
  return place;
}

// Without a note the wanted folder is a new one: what an earlier folder of the same path left
// behind must neither come back as its data nor be lost.
async function setAsideOrphan(place: string, onProgress: (message: string) => void): Promise<void> {
  if ((await statOrNothing(place)) === undefined) return;
  const aside = `${place}.set-aside-${new Date().toISOString().replaceAll(':', '-')}`;
  await rename(place, aside);
  onProgress(`An older database of a folder that was removed has been set aside in ${aside}`);
}

function noteText(place: string): string {
  return [
    'The database of this folder is kept elsewhere, because the account that the database',
    'runs as cannot enter this folder. Back up and move both together. It is in:',
    place,
    '',
  ].join('\n');
}

const statOrNothing = (path: string) =>
  stat(path).catch((error: unknown) => {
    if (failedWith(error, 'ENOENT')) return undefined;
    throw error;
  });
