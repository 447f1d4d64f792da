import { rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emptyDatabase, Store } from '#store';
import { Trouble } from '../trouble.js';

/** What a data folder holds, as the demo must know it. */
export type Holding = 'nothing' | 'demo' | 'unfinished-demo' | 'installation';

const unfinishedMark = (dataFolder: string) => join(dataFolder, 'demo-is-unfinished');
const demoMark = (dataFolder: string) => join(dataFolder, 'this-is-a-demo');

/** Whether a demo was made in the folder, told without its database. */
export const isMarkedAsDemo = (dataFolder: string): boolean => existsSync(demoMark(dataFolder));

/** What the migrated database of the folder holds. */
export async function holdingOf(databaseUrl: string, dataFolder: string): Promise<Holding> {
  const store = await Store.open(databaseUrl, { poolSize: 1 });
  try {
    const { rows } = await store.pool.query<{ isDemo: boolean }>(
      'select simulated_clock as "isDemo" from installation',
    );
    if (!rows[0]) return 'nothing';
    if (!rows[0].isDemo) return 'installation';
    return existsSync(unfinishedMark(dataFolder)) ? 'unfinished-demo' : 'demo';
  } finally {
    await store.close();
  }
}

/** Marks the folder while the demo is made, so that a demo cut off half-way is never taken for a whole one. */
export async function makeWithMark(dataFolder: string, make: () => Promise<void>): Promise<void> {
  await writeFile(unfinishedMark(dataFolder), 'Uphold removes this file when its demo is complete.\n');
  await writeFile(demoMark(dataFolder), 'Made by uphold demo; uphold demo --fresh makes it anew.\n');
  await make();
  await rm(unfinishedMark(dataFolder), { force: true });
}

/** Empties the database and the files of a demo. */
export async function clearDemo(ownerUrl: string, dataFolder: string): Promise<void> {
  await emptyDatabase(ownerUrl);
  for (const folder of ['evidence', 'keys'])
    await rm(join(dataFolder, folder), { recursive: true, force: true });
}

/** The refusal to play a demo over somebody's real data. */
export function notADemo(dataFolder: string): Trouble {
  return new Trouble(
    'data-folder',
    `The data folder ${dataFolder} holds an installation that is no demo. Nothing was changed. ` +
      'Choose another folder for the demo with --data.',
  );
}
