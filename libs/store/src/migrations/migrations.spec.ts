import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner, undoLastMigration } from '../../../../test/support/as-owner.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { createSmallWorld } from '../../../../test/support/small-world.js';
import { expectSoundLog } from '../../../../test/support/sound-log.js';
import { sequenceBatch } from '../log/sequencer.js';
import { migrate } from '../migrate.js';
import { Store } from '../store.js';
import { migrations } from './index.js';

describe('the history', () => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    await createSmallWorld(store);
    while ((await sequenceBatch(store.pool)) > 0);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test.each([
    [`update entry set canon = '{}'`],
    [`update entry set action = action where false`],
    [`delete from entry`],
    [`delete from entry where action = 'grant.given'`],
    [`truncate entry cascade`],
    [`update leaf set index = index + 1000`],
    [`delete from leaf where index = 0`],
    [`truncate leaf`],
    [`delete from tree_node`],
    [`update checkpoint set root = ''`],
  ])('is kept against: %s', async (statement) => {
    await expect(store.pool.query(statement)).rejects.toThrow('permission denied');
    await expect(asOwner(store.pool, statement)).rejects.toThrow('the history is never changed or removed');
    await expectSoundLog(store.pool);
  });

  test('has no two entries of one version of an object, and no two of one index', async () => {
    const doubled = `insert into entry select gen_random_uuid(), at, actor_id, object_type, object_id, object_version,
      action, review_id, recommendation_id, canon, hash from entry limit 1`;
    await expect(store.pool.query(doubled)).rejects.toMatchObject({ constraint: 'entry_object_version' });
    const placedTwice = `insert into leaf select (select max(index) + 1 from leaf), entry_id, hash, at, actor_id,
      object_type, object_id, review_id, recommendation_id, action from leaf limit 1`;
    await expect(store.pool.query(placedTwice)).rejects.toMatchObject({ constraint: 'leaf_entry_id_key' });
  });
});

describe('migrations', () => {
  test('are run once, in their order, and may be undone to nothing', async () => {
    const database = await createTestDatabase();
    const store = await Store.open(database.url);
    try {
      expect(await migrate(database.url)).toEqual([]);
      for (let count = 0; count < migrations.length; count++) await undoLastMigration(database.url);
      const { rows } = await store.pool.query(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration'`,
      );
      expect(rows).toEqual([]);
      expect(await migrate(database.url)).toEqual(migrations.map(({ name }) => name));
    } finally {
      await store.close();
      await database.drop();
    }
  });
});
