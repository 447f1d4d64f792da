import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkHistory, figuresKeeperOf, sequencerOf, Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { randomActivity } from '../support/random-activity.js';
import { createSmallWorld } from '../support/small-world.js';

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
  const fail = (fault: unknown) => {
    throw fault;
  };
  const pumps = [sequencerOf(store.pool, store.url, fail), figuresKeeperOf(store.pool, store.url, fail)];
  for (const pump of pumps) await pump.start();
  let isBusy = true;
  const activity = randomActivity(store, world, 20_261_124, { least: 200, most: 200, isEnough: () => true });
  const busy = activity.finally(() => (isBusy = false));
  const sizes: number[] = [];
  while (isBusy) {
    const { findings, counts } = await checkHistory(store, 'all');
    expect(findings).toEqual([]);
    expect((await checkHistory(store, { seed: sizes.length })).findings).toEqual([]);
    sizes.push(counts.entries ?? 0);
  }
  await busy;
  for (const pump of pumps) await pump.stop();
  // The checks really ran beside the changes: they saw the history grow.
  expect(new Set(sizes).size).toBeGreaterThan(5);
  expect((await checkHistory(store, 'all')).findings).toEqual([]);
});
