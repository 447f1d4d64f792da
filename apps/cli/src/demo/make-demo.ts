import { consumeFigures, sequenceBatch, type EvidenceFiles, type Store } from '#store';
import { importReviews, openTheHouse } from './open-the-house.js';
import { play } from './play.js';
import { script } from './script.js';
import { Stage } from './stage.js';

/** How long before now the last entry stands. */
const pauseMs = 10 * 60_000;
const firstDay = -182;

/** Fills an empty, migrated database with the demo: accounts, the real reviews, half a year of invented activity. */
export async function makeDemo(
  store: Store,
  files: EvidenceFiles,
  onProgress: (text: string) => void,
  stop?: AbortSignal,
): Promise<void> {
  const stage = new Stage(store, files, new Date(Date.now() - pauseMs));
  onProgress('Opening accounts …');
  await openTheHouse(stage, firstDay);
  onProgress('Importing the real reviews …');
  await importReviews(stage, firstDay + 1);
  onProgress('Playing half a year of work …');
  const tell = (done: number, total: number) => {
    if (done % 100 === 0 || done === total) onProgress(`  ${done} of ${total} steps`);
  };
  await play(stage, script, tell, stop);
  await completeLog(store);
}

/** Gives every entry its place in the log and counts it, so that nobody meets a half-told demo. */
async function completeLog({ pool }: Store): Promise<void> {
  while ((await sequenceBatch(pool)) > 0);
  while (await consumeFigures(pool));
}
