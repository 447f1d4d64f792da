import { symlink, readFile, access, constants, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { failedWith } from './embedded-postgres-error.js';
import { unsupported } from './server-log.js';

/** The folder that holds PostgreSQL's programs, libraries and shared files. */
export interface Binaries {
  folder: string;
  version: string;
}

const platformNames: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/** Finds the PostgreSQL that the package manager installed for this platform. */
export async function locateBinaries(
  platform = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  const name = `@embedded-postgres/${platformNames[platform] ?? platform}-${arch}`;
  try {
    const packageFolder = dirname(dirname(resolvePackage(name)));
    const manifest: unknown = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
    return { folder: join(packageFolder, 'native'), version: versionOf(manifest) };
  } catch (error) {
    if (failedWith(error, 'MODULE_NOT_FOUND', 'ENOENT')) throw unsupported(`there is no package ${name}`);
    throw error;
  }
}

// The platform package is an optional dependency of embedded-postgres, so strict
// package managers let only that package resolve it.
function resolvePackage(name: string): string {
  const own = createRequire(import.meta.url);
  return createRequire(own.resolve('embedded-postgres')).resolve(name);
}

function versionOf(manifest: unknown): string {
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
}

/** The major version of the bundled PostgreSQL, as a cluster's PG_VERSION file gives it. */
export function majorVersion({ version }: Binaries): string {
  return version.split('.')[0] ?? '';
}

/** The path of one of PostgreSQL's programs. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

interface Link {
  source: string;
  target: string;
}

/**
 * Makes the symbolic links that npm packages cannot carry, as the package's own install script
 * would: npm 11 skips install scripts. Answers false where the folder may not be written.
 */
export async function hydrateLinks(folder: string): Promise<boolean> {
  for (const { source, target } of await readLinks(folder)) {
    const path = join(dirname(folder), target);
    try {
      await symlink(relative(dirname(path), join(dirname(folder), source)), path);
    } catch (error) {
      if (failedWith(error, 'EACCES', 'EROFS', 'EPERM')) return linksAreThere(folder);
      if (!failedWith(error, 'EEXIST')) throw error;
    }
  }
  return true;
}

async function linksAreThere(folder: string): Promise<boolean> {
  const links = await readLinks(folder);
  const found = await Promise.all(links.map(({ target }) => exists(join(dirname(folder), target))));
  return !found.includes(false);
}

async function readLinks(folder: string): Promise<Link[]> {
  try {
    return JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as Link[];
  } catch (error) {
    if (failedWith(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Whether a path can be reached by this process. */
export async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** How many files a folder holds in all, to tell a whole copy from a thinned-out one. */
export async function countFiles(folder: string): Promise<number> {
  return (await readdir(folder, { recursive: true })).length;
}
