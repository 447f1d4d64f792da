import { chmod, cp, lstat, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countFiles, hydrateLinks, type Binaries } from './binaries.js';
import { unsupported } from './server-log.js';
import { canReach, type RunUser } from './run-user.js';

/** Where Uphold keeps what root's database needs when the chosen folders are closed to others. */
export const systemFolder = '/var/lib/uphold';

/** Gives binaries that the server's account can run, from a copy where the installed ones are out of its reach. */
export async function makeReachable(binaries: Binaries, user: RunUser | undefined): Promise<Binaries> {
  const complete = await hydrateLinks(binaries.folder);
  if (complete && (await canReach(binaries.folder, user))) return binaries;
  for (const parent of cacheParents(user)) {
    const folder = await copyInto(parent, binaries, user);
    if (folder !== undefined) return { ...binaries, folder };
  }
  throw unsupported('no folder was found that the database may run its programs from');
}

function cacheParents(user: RunUser | undefined): string[] {
  return [...new Set([...(user === undefined ? [] : [systemFolder]), tmpdir(), '/var/tmp'])];
}

async function copyInto(
  parent: string,
  binaries: Binaries,
  user: RunUser | undefined,
): Promise<string | undefined> {
  const home = join(parent, `uphold-postgres-${binaries.version}-${process.getuid?.() ?? 0}`);
  const folder = join(home, 'native');
  try {
    await mkdir(parent, { recursive: true });
    if (!(await isWholeCopy(folder, home, binaries))) await copyAtomically(binaries, parent, home);
    return (await canReach(folder, user)) ? folder : undefined;
  } catch {
    // A folder that cannot take the copy is no reason to stop: the next one is tried.
    return undefined;
  }
}

// Others may write in a temporary folder: only a copy that is ours and closed to them is run,
// and only a whole one, since such folders are swept file by file.
async function isWholeCopy(folder: string, home: string, binaries: Binaries): Promise<boolean> {
  const status = await lstat(home).catch(() => undefined);
  if (status === undefined) return false;
  const ours = status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 0o022) === 0;
  if (!ours) throw new Error(`${home} belongs to someone else`);
  await hydrateLinks(folder);
  return (await countFiles(folder)) >= (await countFiles(binaries.folder));
}

async function copyAtomically(binaries: Binaries, parent: string, home: string): Promise<void> {
  const draft = await mkdtemp(join(parent, '.uphold-postgres-'));
  try {
    await cp(binaries.folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await hydrateLinks(join(draft, 'native'));
    await chmod(draft, 0o755);
    await rm(home, { recursive: true, force: true });
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}
