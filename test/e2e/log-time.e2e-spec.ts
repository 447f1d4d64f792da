import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld } from '../support/small-world.js';

describe('the time of an entry', () => {
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

  test('is the database’s own, and nobody sets it where the installation is no demo', async () => {
    const world = await createSmallWorld(store);
    const { rows } = await store.pool.query<{ now: string }>('select clock_timestamp() as now');
    const id = await world.draft();
    const { at } = await issue(
      store,
      await world.actor('editor'),
      'recommendation.edit',
      { title: 'x' },
      { id },
    );
    expect(at >= (rows[0]?.now ?? '')).toBe(true);
    expect(Date.parse(at) - Date.parse(rows[0]?.now ?? '')).toBeLessThan(30_000);
    const early = { id, at: '2020-01-01T00:00:00.000Z' };
    await expect(
      issue(store, await world.actor('editor'), 'recommendation.edit', { title: 'y' }, early),
    ).rejects.toThrow('only a demo installation may set the time of an entry');
    expect(await world.versionOf('recommendation', id)).toBe(2);
  });

  test('never goes back for any object, also where a demo’s clock does', async () => {
    const world = await createSmallWorld(store, true);
    const editor = await world.actor('editor');
    const id = await world.draft();
    const at = (year: number) => `${year}-01-01T00:00:00.000Z`;
    const edit = (title: string, year: number) =>
      issue(store, editor, 'recommendation.edit', { title }, { id, at: at(year) });
    expect((await edit('First', 2100)).at).toBe(at(2100));
    expect((await edit('Second', 2090)).at).toBe(at(2100));
    const change = { transition: 'issue' } as const;
    await issue(store, editor, 'proposal.make', { recommendationId: id, change }, { at: at(2120) });
    // What voids the proposal does not come before it was made.
    expect((await edit('Third', 2110)).at).toBe(at(2120));
    const { rows } = await store.pool.query(
      `select 1 from (select at < lag(at) over (partition by object_id order by object_version) as is_back
       from entry) steps where is_back`,
    );
    expect(rows).toEqual([]);
  });

  test('of a founding says whether the clock is simulated, in the first entry of all', async () => {
    await createSmallWorld(store, true);
    const { rows } = await store.pool.query<{ canon: string }>('select canon from entry order by id limit 1');
    expect(JSON.parse(rows[0]?.canon ?? '')).toMatchObject({
      action: 'installation.founded',
      actor: null,
      objectVersion: 1,
      prevHash: null,
      body: { set: { simulatedClock: true } },
    });
  });
});
