import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { CompactRange, consistencyPlan, inclusionPlan, verifyConsistency, verifyInclusion } from '#ledger';
import { proofOf, sequenceBatch, Store } from '#store';
import { asOwner } from '../support/as-owner.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { expectSoundLog, leaveEntry } from '../support/sound-log.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

describe('the tree over the log', () => {
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

  async function grow(count: number, batch = 500): Promise<void> {
    for (let entry = 0; entry < count; entry++) await leaveEntry(store.pool);
    while ((await sequenceBatch(store.pool, batch)) > 0);
  }
  const leaves = async () =>
    (await store.pool.query<{ hash: Buffer }>('select hash from leaf order by index')).rows.map(
      ({ hash }) => hash,
    );
  const rootAt = (hashes: readonly Buffer[], size: number) => {
    const tree = new CompactRange(sha256);
    for (const hash of hashes.slice(0, size)) tree.append(hash);
    return tree.root();
  };

  test('grows with every batch, over the edges of tiles', async () => {
    for (const [count, batch] of [
      [1, 1],
      [254, 37],
      [2, 500],
      [300, 100],
    ] as const) {
      await grow(count, batch);
      await expectSoundLog(store.pool);
    }
  });

  test('gives proofs that hold, from one statement each', async () => {
    const hashes = await leaves();
    const size = hashes.length;
    const root = rootAt(hashes, size);
    for (const index of [0, 1, 255, 256, 511, 512, size - 1]) {
      const path = await proofOf(store.pool, inclusionPlan(index, size));
      expect(verifyInclusion(sha256, { leafHash: hashes[index] as Buffer, index, size, path, root })).toBe(
        true,
      );
    }
    for (const first of [1, 200, 256, 300, 512, size - 1, size]) {
      const path = await proofOf(store.pool, consistencyPlan(first, size));
      const firstRoot = rootAt(hashes, first);
      expect(verifyConsistency(sha256, { first, firstRoot, second: size, secondRoot: root, path })).toBe(
        true,
      );
    }
  });

  test('is worked out for a log that is older than it', async () => {
    await asOwner(
      store.pool,
      `alter table tree_node disable trigger user; delete from tree_node;
       alter table tree_node enable trigger user; update log_head set edge = null`,
    );
    await grow(3);
    await expectSoundLog(store.pool);
  });
});
