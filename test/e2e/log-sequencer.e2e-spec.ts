import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sequenceBatch, sequencerOf, Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { cutConnections, expectSoundLog, leaveEntry, named } from '../support/sound-log.js';
import { statementsOf, type Statement } from '../support/statements.js';

describe('the sequencer', () => {
  let database: TestDatabase;
  let store: Store;
  let statements: Statement[];
  let world: SmallWorld;
  let recommendations: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    statements = statementsOf(store.pool);
    world = await createSmallWorld(store);
    recommendations = await Promise.all([1, 2, 3, 4].map(() => world.draft()));
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });
  beforeEach(() => drain());

  async function drain(from = store): Promise<void> {
    while ((await sequenceBatch(from.pool)) > 0);
  }
  async function comment(number: number): Promise<string> {
    const recommendationId = recommendations[number % recommendations.length] ?? '';
    const input = { recommendationId, text: `Remark ${number}` };
    return (await issue(store, await world.actor('editor'), 'comment.post', input)).entries[0]?.id ?? '';
  }
  const comments = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, number) => comment(number)));
  const sizeOf = async () =>
    (await store.pool.query<{ size: number }>('select size from log_head')).rows[0]?.size ?? 0;
  const indexOf = async (entryId: string) =>
    (await store.pool.query<{ index: number }>('select index from leaf where entry_id = $1', [entryId]))
      .rows[0]?.index;

  test('a transaction that commits late loses nothing, though others came and went', async () => {
    const late = await store.pool.connect();
    await late.query('begin');
    const lateEntry = await leaveEntry(late);
    await comments(20);
    await drain();
    const between = await expectSoundLog(store.pool);
    expect(await indexOf(lateEntry)).toBeUndefined();
    await late.query('commit');
    late.release();
    await drain();
    const { leaves } = await expectSoundLog(store.pool);
    expect(leaves).toBe(between.leaves + 1);
    expect(await indexOf(lateEntry)).toBe(between.leaves);
  });

  test('a transaction that is rolled back leaves no gap', async () => {
    const before = await sizeOf();
    const client = await store.pool.connect();
    await client.query('begin');
    await leaveEntry(client);
    await client.query('rollback');
    client.release();
    await comments(3);
    await drain();
    expect((await expectSoundLog(store.pool)).leaves).toBe(before + 3);
  });

  test('many sequencers on several nodes give each entry one place', async () => {
    const before = await sizeOf();
    const nodes = await Promise.all([1, 2, 3].map(() => Store.open(database.url, { poolSize: 4 })));
    const faults: unknown[] = [];
    const pumps = nodes.map((node) => sequencerOf(node.pool, database.url, (fault) => faults.push(fault)));
    await Promise.all(pumps.map((pump) => pump.start()));
    const greedy = nodes.map(async (node) => {
      for (let round = 0; round < 60; round++) await sequenceBatch(node.pool, 3);
    });
    await Promise.all([comments(150), ...greedy]);
    await eventually(sizeOf, (size) => size === before + 150);
    await Promise.all(pumps.map((pump) => pump.stop()));
    await Promise.all(nodes.map((node) => node.close()));
    expect(faults).toEqual([]);
    await expectSoundLog(store.pool);
  });

  test('entries of one object keep the order of its versions, however they are committed', async () => {
    const id = recommendations[0] ?? '';
    const editor = await world.actor('editor');
    const edits = Array.from({ length: 40 }, (_, number) =>
      issue(store, editor, 'recommendation.edit', { themes: [`theme ${number}`] }, { id }),
    );
    const sequencing = (async () => {
      for (let round = 0; round < 40; round++) await sequenceBatch(store.pool, 2);
    })();
    await Promise.all([...edits, sequencing]);
    await drain();
    await expectSoundLog(store.pool);
  });

  test('killed in the middle of its transaction, again and again, it loses nothing', async () => {
    const node = await Store.open(named(database.url, 'doomed'), { poolSize: 2 });
    const before = await sizeOf();
    await comments(30);
    for (let round = 0; round < 5; round++) {
      const obstacle = await store.pool.connect();
      await obstacle.query('begin; set local role none; lock table leaf in exclusive mode');
      const doomed = sequenceBatch(node.pool, 10).then(
        () => 'placed',
        () => 'killed',
      );
      await eventually(waitingForLeaf, (count) => count > 0);
      await cutConnections(store.pool, 'doomed');
      expect(await doomed).toBe('killed');
      await obstacle.query('rollback');
      obstacle.release();
      await expectSoundLog(store.pool, 30);
    }
    await drain(node);
    await node.close();
    expect((await expectSoundLog(store.pool)).leaves).toBe(before + 30);
  });

  test('a notification wakes it, and one that is lost is made up for', async () => {
    const faults: unknown[] = [];
    const pump = sequencerOf(store.pool, database.url, (fault) => faults.push(fault));
    await pump.start();
    const delays: number[] = [];
    for (let number = 0; number < 9; number++) {
      const start = performance.now();
      const entry = await comment(number);
      await eventually(
        () => indexOf(entry),
        (index) => index !== undefined,
      );
      delays.push(performance.now() - start);
    }
    // Polling alone, every half second, would take a quarter of a second in the middle.
    expect(delays.sort((left, right) => left - right)[4]).toBeLessThan(200);
    const unheard = await leaveEntry(store.pool);
    await eventually(
      () => indexOf(unheard),
      (index) => index !== undefined,
      2000,
    );
    await pump.stop();
    expect(faults).toEqual([]);
  });

  test('its notifications are no part of the commits that they follow', async () => {
    statements.length = 0;
    await comments(5);
    await issue(store, await world.actor('observer'), 'comment.post', {
      recommendationId: recommendations[0] ?? '',
      text: 'May I?',
    }).catch(() => 'refused');
    await eventually(
      () => statements.some(({ text }) => text.includes('notify')),
      (isRung) => isRung,
    );
    const open = new Set<number>();
    for (const { connection, text } of statements) {
      if (text === 'begin') open.add(connection);
      if (text.includes('notify'))
        expect({ text, isInside: open.has(connection) }).toMatchObject({ isInside: false });
      if (text === 'commit' || text === 'rollback') open.delete(connection);
    }
    expect(statements.filter(({ text }) => text === 'commit').length).toBeGreaterThan(5);
  });

  test('commits wait neither for a sequencer at work nor for each other', async () => {
    const client = await store.pool.connect();
    const held = recommendations[3] ?? '';
    await client.query('begin');
    await client.query('select size from log_head for update');
    await client.query('select 1 from recommendation where id = $1 for update', [held]);
    const waiting = comment(3);
    await Promise.all([0, 1, 2, 4, 5, 6].map(comment));
    expect(await Promise.race([waiting.then(() => 'done'), Promise.resolve('waits')])).toBe('waits');
    await client.query('rollback');
    client.release();
    await waiting;
    await drain();
    await expectSoundLog(store.pool);
  });

  async function waitingForLeaf(): Promise<number> {
    const { rows } = await store.pool.query<{ count: number }>(
      `select count(*) from pg_locks where relation = 'leaf'::regclass and not granted`,
    );
    return rows[0]?.count ?? 0;
  }
});
