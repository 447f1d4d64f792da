import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectTypes } from '#contracts';
import { DiskEvidenceFiles, rowShapes, sequenceBatch, Store } from '#store';
import { makeDemo } from '../../apps/cli/src/demo/make-demo.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { judgeLog } from '../support/judge-log.js';
import { randomActivity } from '../support/random-activity.js';
import { createSmallWorld } from '../support/small-world.js';
import { whileSequencing } from '../support/while-sequencing.js';

const seed = Number(process.env['UPHOLD_SEED'] ?? Date.now() % 2 ** 31);

let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await createTestDatabase();
  store = await Store.open(database.url);
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

/** Expects that the judge finds nothing wrong, leaves nothing open, and comes to every row. */
async function mustBeLegal(): Promise<void> {
  while ((await sequenceBatch(store.pool)) > 0);
  const { judge, ...verdict } = await judgeLog(store);
  expect(verdict).toEqual({ faults: [], unproved: [], size: verdict.size });
  expect(verdict.size).toBeGreaterThan(500);
  for (const type of objectTypes) {
    const { selectList, table } = rowShapes[type];
    const { rows } = await store.pool.query<{ id: string }>(
      `select ${selectList('kept')} from ${table} kept`,
    );
    for (const row of rows) expect(judge.stateOf(row.id)).toEqual(row);
  }
}

describe('every step is legal', () => {
  test('of the demo, with its import and what was redacted in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'uphold-legal-'));
    await makeDemo(store, new DiskEvidenceFiles(folder), () => undefined);
    await rm(folder, { recursive: true, force: true });
    await mustBeLegal();
  }, 60_000);

  test(`of random people, several at once (UPHOLD_SEED=${seed})`, async () => {
    await whileSequencing(store, async () => {
      const world = await createSmallWorld(store);
      await randomActivity(store, world, seed, { least: 2000, most: 2000, isEnough: () => true });
    });
    await mustBeLegal();
  }, 120_000);
});
