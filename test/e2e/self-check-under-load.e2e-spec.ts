import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkHistory, Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { randomActivity } from '../support/random-activity.js';
import { createSmallWorld } from '../support/small-world.js';
import { whileSequencing } from '../support/while-sequencing.js';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await Store.open(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

test('changes that are committed while the house checks itself raise no alarm', async () => {
  const world = await createSmallWorld(store);
  const sizes: number[] = [];
  await whileSequencing(store, async () => {
    let isBusy = true;
    const activity = randomActivity(store, world, 20_261_124, {
      least: 200,
      most: 200,
      isEnough: () => true,
    });
    const busy = activity.finally(() => (isBusy = false));
    while (isBusy) {
      const { findings, counts } = await checkHistory(store, 'all');
      expect(findings).toEqual([]);
      expect((await checkHistory(store, { seed: sizes.length })).findings).toEqual([]);
      sizes.push(counts.entries ?? 0);
    }
    await busy;
  });
  // The checks really ran beside the changes: they saw the history grow.
  expect(new Set(sizes).size).toBeGreaterThan(5);
  expect((await checkHistory(store, 'all')).findings).toEqual([]);
});
