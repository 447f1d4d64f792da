import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { BundleExport } from '#store';
import { Trouble } from '../trouble.js';

/**
 * Writes a bundle into a file that is there only once it is whole: it is written beside its place and then moved.
 *
 * @param onProgress called after each page
 */
export async function writeBundle(
  path: string,
  bundle: BundleExport,
  { onProgress, signal }: { onProgress: () => void; signal: AbortSignal },
): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  const file = await open(draft, 'wx', 0o600);
  try {
    try {
      for await (const chunk of bundle.chunks) {
        signal.throwIfAborted();
        await file.appendFile(chunk);
        onProgress();
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (fault) {
    await rm(draft, { force: true });
    throw fault;
  }
}

/** Refuses, before anything is read, a place where no file can be written. */
export async function mustBeWritable(path: string): Promise<void> {
  const folder = await stat(dirname(resolve(path))).catch(() => null);
  if (!folder?.isDirectory()) throw new Trouble('usage', `There is no folder ${dirname(resolve(path))}.`);
  const there = await stat(path).catch(() => null);
  if (there && !there.isFile()) throw new Trouble('usage', `${path} is not a file.`);
}
