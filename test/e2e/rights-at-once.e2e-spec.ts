import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '../support/client.js';
import { openDeafDatabase, type DeafDatabase } from '../support/deaf-database.js';
import { eventually } from '../support/eventually.js';
import { LiveListener } from '../support/live-listener.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp, type TestNode } from '../support/start-app.js';

/** Changes are made on one node and felt on another, to which neither a notification comes nor an entry of the log. */
describe('rights end on every node, though the sequencer is dead and no notification arrives', () => {
  let app: TestApp;
  let gate: DeafDatabase;
  let deaf: TestNode;
  let world: SmallWorld;
  let as: Record<'administrator' | 'manager' | 'staff', Client>;
  const open: LiveListener[] = [];
  beforeAll(async () => {
    app = await startApp({ worker: false });
    world = await createSmallWorld(app.store);
    gate = await openDeafDatabase(app.databaseUrl);
    deaf = await startNode({ ...app, databaseUrl: gate.url });
    as = await signedIn(app, world, 'administrator', 'manager', 'staff');
  });
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });
  afterAll(async () => {
    await deaf.stop();
    await gate.close();
    await app.stop();
  });

  const grantOf = async (person: Person) => {
    const { rows } = await app.store.pool.query<{ id: string; version: number }>(
      'select id, version from "grant" where person_id = $1 and ended_at is null',
      [world.people[person]],
    );
    return rows[0] ?? { id: '', version: 0 };
  };
  const endGrant = async (person: Person) => {
    const { id, version } = await grantOf(person);
    await as.administrator.must('grant.end', { reason: 'has left' }, id, version);
  };
  const listen = async (client: Client) => {
    const listener = await LiveListener.connect(deaf.url, client);
    open.push(listener);
    await listener.follow(['all']);
    return listener;
  };
  const slow = 10_000;

  test('no notification comes through the gate, and everything else does', async () => {
    const { pool } = deaf.store;
    const client = await pool.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('listen anything');
    await client.query(`select pg_notify('anything', 'x')`);
    expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
    client.release(true);
    expect(heard).toEqual([]);
  });

  test('a socket is told that a grant ended, and that a recommendation was taken from its person', async () => {
    const id = await world.issued();
    const staff = await listen(as.staff);
    const stranger = await listen(await Client.signIn(app.url, world.emailOf('stranger')));
    await as.manager.must('recommendation.classify', { confidentiality: 'confidential', reason: 'x' }, id);
    await staff.hears(({ changes }) => changes.length > 0, slow);
    await endGrant('stranger');
    await stranger.hears(({ changes }) => changes.length > 0, slow);
    expect(staff.changes).toEqual([{ cause: 'reclassified', recommendationIds: [id], topics: [] }]);
    expect(stranger.changes).toEqual([{ cause: 'grant-ended', recommendationIds: null, topics: [] }]);
    expect([...staff.entries, ...stranger.entries]).toEqual([]);
  });

  test('a request is refused, though the node’s own clock has stopped too', async () => {
    const manager = as.manager.at(deaf.url);
    await manager.get('/proposals').expect(200);
    deaf.store.rights.stop();
    await endGrant('manager');
    const status = await eventually(
      async () => (await manager.get('/proposals')).status,
      (one) => one === 403,
      slow,
    );
    expect(status).toBe(403);
  });

  test('a session ends with its account', async () => {
    const observer = (await Client.signIn(app.url, world.emailOf('observer'))).at(deaf.url);
    await observer.get('/me').expect(200);
    const id = world.people.observer;
    await as.administrator.must(
      'person.deactivate',
      { reason: 'left' },
      id,
      await world.versionOf('person', id),
    );
    const status = await eventually(
      async () => (await observer.get('/me')).status,
      (one) => one === 401,
      slow,
    );
    expect(status).toBe(401);
  });

  test('what comes late from a transaction that began early is not passed over', async () => {
    const heard: string[] = [];
    const stop = app.store.rights.onChanges((changes) =>
      heard.push(...changes.map(({ personId }) => personId ?? '')),
    );
    const change = (personId: string) => ({
      text: `insert into rights_change (cause, person_id) values ('grant-ended', $1)`,
      values: [personId],
    });
    const early = await app.store.pool.connect();
    await early.query('begin');
    await early.query(change(world.people.editor));
    await app.store.pool.query(change(world.people.director));
    await app.store.rights.look();
    await app.store.rights.look();
    expect(heard).toEqual([world.people.director]);
    await early.query('commit');
    early.release();
    await app.store.rights.look();
    await app.store.rights.look();
    expect(heard).toEqual([world.people.director, world.people.editor]);
    stop();
  });
});
