import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';

/** Nobody but the owner reads what lies in a key folder. */
const fileMode = 0o600;
const folderMode = 0o700;

/** Makes a folder that is its owner's alone. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: folderMode });
}

/** The text of a file, or null where there is none. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}

/** Puts a text in the place of a file: after a crash at any moment there is the old one or the new one, whole. */
export async function replaceDurably(path: string, text: string): Promise<void> {
  const draft = await writeDraft(path, text);
  await rename(draft, path);
  await settle(dirname(path));
}

/** Makes a file, whole or not at all. Answers whether it was made; one that is there is left as it is. */
export async function createDurably(path: string, text: string): Promise<boolean> {
  const draft = await writeDraft(path, text);
  try {
    await link(draft, path);
    await settle(dirname(path));
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fault;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Adds a text at the end of a file. */
export async function appendDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'a', fileMode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The last bytes of a file, at most `length`; a file that is not there is made. */
export async function endOf(path: string, length: number): Promise<string> {
  const file = await open(path, 'a+', fileMode);
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - length);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function writeDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomUUID()}.draft`;
  const file = await open(draft, 'wx', fileMode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/** The name of a new file is kept as well only once its folder is written. */
async function settle(folder: string): Promise<void> {
  // Windows opens no folders; there the rename alone has to do.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
