import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { majorVersion } from './binaries.js';
import { EmbeddedPostgresError, failedWith } from './embedded-postgres-error.js';
import { initialiseCluster, type ClusterSetting } from './initialise-cluster.js';
import { clusterFolderOf, draftPrefix } from './names.js';
import type { RunUser } from './run-user.js';

/** A cluster of PostgreSQL on disk, ready to be started. */
export interface Cluster {
  folder: string;
  password: string;
  runUser: RunUser | undefined;
}

/** Opens the cluster of a place, and makes it first where there is none. */
export async function openCluster(setting: ClusterSetting): Promise<Cluster> {
  const folder = clusterFolderOf(setting.place);
  await removeDrafts(setting.place);
  if (!(await holdsCluster(folder, setting))) await initialiseCluster(folder, setting);
  return { folder, password: await readPassword(setting.place), runUser: setting.runUser };
}

// A crash in the middle of the first start leaves only a draft: the cluster gets its name when it is whole.
async function removeDrafts(place: string): Promise<void> {
  const names = await readdir(place);
  const drafts = names.filter((name) => name.startsWith(draftPrefix));
  await Promise.all(drafts.map((name) => rm(join(place, name), { recursive: true, force: true })));
}

async function holdsCluster(folder: string, { binaries, place }: ClusterSetting): Promise<boolean> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (failedWith(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (version?.trim() === majorVersion(binaries)) return true;
  if (version === undefined && (await isAbsentOrEmpty(folder))) return false;
  const reason =
    version === undefined
      ? 'its file PG_VERSION is missing'
      : `it was written by PostgreSQL ${version.trim() || 'of an unknown version'}, and this Uphold brings PostgreSQL ${majorVersion(binaries)}`;
  throw new EmbeddedPostgresError(
    'data-folder-broken',
    `The data folder ${place} cannot be used: ${reason}. Restore it from a backup, ` +
      'start it with the version of Uphold that made it, or choose another data folder to start afresh.',
  );
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (failedWith(error, 'ENOENT')) return [];
    throw error;
  });
  return names.length === 0;
}

async function readPassword(place: string): Promise<string> {
  const path = join(place, 'password');
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (!failedWith(error, 'ENOENT')) throw error;
    throw new EmbeddedPostgresError(
      'data-folder-broken',
      `The file ${path}, which opens the database, is missing. Restore it from a backup.`,
    );
  });
}
