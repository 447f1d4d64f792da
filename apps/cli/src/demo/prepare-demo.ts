import type { EvidenceFiles, Store } from '#store';
import type { OpenDatabase } from '../open-database.js';
import { prepareDatabase } from '../prepare-database.js';
import type { Say } from '../say.js';
import { clearDemo, holdingOf, makeWithMark, notADemo } from './demo-folder.js';
import { makeDemo } from './make-demo.js';

export interface DemoSetting {
  database: OpenDatabase;
  dataFolder: string;
  /** Starts anew even where a whole demo is kept. */
  isFresh: boolean;
}

/** Makes sure that the migrated database can hold the demo, and answers whether it must still be made. */
export async function readyForDemo(
  { database, dataFolder, isFresh }: DemoSetting,
  say: Say,
): Promise<boolean> {
  await prepareDatabase(database);
  const holding = await holdingOf(database.url, dataFolder);
  if (holding === 'installation') throw notADemo(dataFolder);
  if (holding === 'nothing') return true;
  if (holding === 'demo' && !isFresh) return false;
  say.progress(
    holding === 'demo' ? 'Removing the old demo …' : 'The demo was not finished last time; starting anew …',
  );
  await clearDemo(database.ownerUrl, dataFolder);
  await prepareDatabase(database);
  return true;
}

/** Makes the demo, telling how far it is and how long it took. */
export async function makeDemoIn(
  dataFolder: string,
  store: Store,
  files: EvidenceFiles,
  { say, stop }: { say: Say; stop: AbortSignal },
): Promise<void> {
  const began = performance.now();
  await makeWithMark(dataFolder, () => makeDemo(store, files, (text) => say.progress(text), stop));
  say.progress(`The demo was made in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
}
