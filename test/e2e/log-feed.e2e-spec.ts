import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Feed, figuresKeeperOf, sequencerOf, Store, type FeedEntry } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { cutConnections, named } from '../support/sound-log.js';

describe('the feed', () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  let recommendationId: string;
  let sequencer: ReturnType<typeof sequencerOf>;
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => faults.push(fault);

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    world = await createSmallWorld(store);
    recommendationId = await world.draft();
    sequencer = sequencerOf(store.pool, named(database.url, 'sequencer'), onFault);
    await sequencer.start();
    await eventually(pending, (count) => count === 0);
  });
  afterAll(async () => {
    await sequencer.stop();
    await store.close();
    await database.drop();
    expect(faults).toEqual([]);
  });

  async function pending(): Promise<number> {
    return (await store.pool.query<{ count: number }>('select count(*) from pending')).rows[0]?.count ?? 0;
  }
  const comment = async (text: string) =>
    issue(store, await world.actor('editor'), 'comment.post', { recommendationId, text });
  const comments = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, number) => comment(`${number}`)));

  /** Follows the log as a node does. */
  async function follow(name: string) {
    const heard: FeedEntry[] = [];
    const ended: string[] = [];
    const feed = new Feed({
      pool: store.pool,
      url: named(database.url, name),
      onEntries: (entries) => heard.push(...entries),
      onSessionEnded: (id) => ended.push(id),
      onFault,
    });
    await feed.start();
    const from = feed.head;
    const mustHaveHeard = async (count: number) => {
      await eventually(
        () => heard.length,
        (length) => length >= count,
      );
      expect(heard.map(({ index }) => index)).toEqual(
        Array.from({ length: count }, (_, place) => from + 1 + place),
      );
    };
    return { feed, heard, ended, mustHaveHeard };
  }

  test('hands on every entry once and in order, to every node, within moments', async () => {
    const nodes = await Promise.all([follow('node-1'), follow('node-2')]);
    const start = performance.now();
    await comments(60);
    await Promise.all(nodes.map((node) => node.mustHaveHeard(60)));
    expect(performance.now() - start).toBeLessThan(5000);
    await Promise.all(nodes.map(({ feed }) => feed.stop()));
  });

  test('begins where the log stands, and tells nothing that came before', async () => {
    const { feed, heard, mustHaveHeard } = await follow('newcomer');
    expect(heard).toEqual([]);
    await comment('after');
    await mustHaveHeard(1);
    await feed.stop();
    await comment('later');
    await eventually(pending, (count) => count === 0);
    expect(heard).toHaveLength(1);
  });

  test('misses nothing while its line is cut, again and again, and the sequencer’s too', async () => {
    const { feed, mustHaveHeard } = await follow('unlucky');
    for (let round = 0; round < 4; round++) {
      const [cut] = await Promise.all([
        cutConnections(store.pool, 'unlucky'),
        cutConnections(store.pool, 'sequencer'),
        comments(15),
      ]);
      expect(cut).toBe(1);
      await eventually(
        () => connections('unlucky'),
        (count) => count === 1,
      );
    }
    await mustHaveHeard(60);
    await feed.stop();
  });

  test('says of each entry who may hear of it', async () => {
    const { feed, heard, mustHaveHeard } = await follow('told');
    const url = 'https://example.org/minutes';
    const link = { recommendationId, title: 'Minutes', url, confidentiality: 'confidential' as const };
    await issue(store, await world.actor('editor'), 'evidence.add-link', link);
    const deed = issue(store, await world.actor('observer'), 'entity.create', {
      name: 'Mine',
      kind: 'office',
    });
    await expect(deed).rejects.toMatchObject({ code: 'not-permitted' });
    await mustHaveHeard(2);
    expect(heard).toMatchObject([
      {
        objectType: 'evidence',
        action: 'evidence.added',
        version: 1,
        reviewId: world.reviewId,
        recommendation: {
          id: recommendationId,
          leadEntityId: world.entities.lead,
          issuance: 'draft',
          confidentiality: 'internal',
        },
        evidence: { confidentiality: 'confidential', addedById: world.people.editor },
        actorId: world.people.editor,
      },
      {
        objectType: 'refusal',
        action: 'attempt.refused',
        recommendation: null,
        actorId: world.people.observer,
      },
    ]);
    await feed.stop();
  });

  test('hears of sessions that end on other nodes', async () => {
    const { feed, ended } = await follow('doorkeeper');
    const { session } = await store.sessions.open(world.people.staff, { methods: ['password'] });
    await store.sessions.close(session.id);
    await eventually(
      () => ended,
      (ids) => ids.includes(session.id),
    );
    await feed.stop();
  });

  test('leaves no connection behind, even where it is stopped while its line is down', async () => {
    for (let round = 0; round < 3; round++) {
      const { feed } = await follow('leaving');
      await cutConnections(store.pool, 'leaving');
      if (round > 0)
        await eventually(
          () => connections('leaving'),
          (count) => count === 1 || round === 1,
        );
      await feed.stop();
    }
    await eventually(
      () => connections('leaving'),
      (count) => count === 0,
      3000,
    );
  });

  test('the figures follow the log by themselves', async () => {
    const keeper = figuresKeeperOf(store.pool, database.url, onFault);
    await keeper.start();
    await world.draft();
    await eventually(
      async () => {
        const text = `select (select leaf_index from consumer where name = 'figures') = (select size - 1 from log_head)
          and not exists (select 1 from pending) as done`;
        return (await store.pool.query<{ done: boolean }>(text)).rows[0]?.done;
      },
      (done) => done === true,
      3000,
    );
    await keeper.stop();
  });

  async function connections(name: string): Promise<number> {
    const text =
      'select count(*) from pg_stat_activity where application_name = $1 and datname = current_database()';
    return (await store.pool.query<{ count: number }>(text, [name])).rows[0]?.count ?? 0;
  }
});
