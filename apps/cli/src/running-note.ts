import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a running Uphold leaves in its data folder, so that other commands find its database. */
const RunningNote = z.object({ pid: z.int(), url: z.string(), ownerUrl: z.string() });
type Addresses = Pick<z.infer<typeof RunningNote>, 'url' | 'ownerUrl'>;

const pathIn = (dataFolder: string) => join(dataFolder, 'running.json');

/** Leaves the note; it opens the database, so nobody else may read it. */
export async function leaveRunningNote(dataFolder: string, { url, ownerUrl }: Addresses): Promise<void> {
  const note: z.infer<typeof RunningNote> = { pid: process.pid, url, ownerUrl };
  await rm(pathIn(dataFolder), { force: true });
  await writeFile(pathIn(dataFolder), JSON.stringify(note), { mode: 0o600 });
}

export async function removeRunningNote(dataFolder: string): Promise<void> {
  await rm(pathIn(dataFolder), { force: true });
}

/** The addresses of the database that a running Uphold has opened in the folder, or null where none says so. */
export async function readRunningNote(dataFolder: string): Promise<Addresses | null> {
  const text = await readFile(pathIn(dataFolder), 'utf8').catch(() => null);
  if (text === null) return null;
  const note = RunningNote.safeParse(parsed(text));
  return note.success ? note.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
