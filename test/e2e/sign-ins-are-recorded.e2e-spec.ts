import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { apiBase, type HistoryEntry, type Page } from '#contracts';
import { recordOccurrence, recordRefusedSignIn, sweep } from '#store';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog } from '../support/record.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const session = `${apiBase}/session`;

describe('what happens and changes no object is recorded', () => {
  let app: TestApp;
  let world: SmallWorld;
  let auditor: Client;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    auditor = await Client.signIn(app.url, world.emailOf('auditor'));
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  const signIn = (email: string, secret: string) =>
    request(app.url).post(session).send({ email, password: secret });
  const read = async (client: Client, query: string): Promise<HistoryEntry[]> => {
    await app.settled();
    const answer = await client.get(`/history?limit=200&${query}`).expect(200);
    return (answer.body as Page<HistoryEntry>).rows;
  };
  const signInsOf = (person: Person, query = 'order=ascending') =>
    read(auditor, `objectType=sign-in&actorId=${world.people[person]}&${query}`);

  test('a sign-in and its end, with the session that both are of', async () => {
    const client = await Client.signIn(app.url, world.emailOf('director'));
    await client.send('delete', '/session').expect(204);
    const entries = await signInsOf('director');
    const sessionId = (entries[0]?.body as { sessionId: string }).sessionId;
    expect(entries).toMatchObject([
      { action: 'sign-in.accepted', actor: { id: world.people.director }, body: { sessionId } },
      { action: 'sign-in.ended', body: { sessionId, ending: 'signed-out' } },
    ]);
    expect(entries.map(({ objectVersion, prevHash }) => ({ objectVersion, prevHash }))).toEqual([
      { objectVersion: 1, prevHash: null },
      { objectVersion: 1, prevHash: null },
    ]);
  });

  test('a refused sign-in of an account, and nothing that was typed', async () => {
    const typed = 'my other password, typed by mistake';
    expectRefused(await signIn(world.emailOf('stranger'), typed), 'wrong-credentials');
    const refused = await eventually(
      () => signInsOf('stranger', 'refused=true'),
      (entries) => entries.length > 0,
      3000,
    );
    expect(refused).toMatchObject([
      { action: 'sign-in.refused', body: { fault: 'wrong-password', failures: 1 } },
    ]);
    const { rows } = await app.store.pool.query<{ count: number }>(
      `select count(*) from entry where canon like '%' || $1 || '%'`,
      [typed],
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  test('an unknown address leaves no entry', async () => {
    const before = (await read(auditor, 'refused=true')).length;
    for (let attempt = 0; attempt < 3; attempt++)
      expectRefused(await signIn('nobody@test.example', 'guess'), 'wrong-credentials');
    // What is recorded of the account that is tried next would come after.
    expectRefused(await signIn(world.emailOf('observer'), 'guess'), 'wrong-credentials');
    const after = await eventually(
      () => read(auditor, 'refused=true'),
      (entries) => entries.length > before,
      3000,
    );
    expect(after).toHaveLength(before + 1);
    const { rows } = await app.store.pool.query<{ count: number }>(
      `select count(*) from entry where canon like '%nobody@%'`,
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  test('a long row of failures leaves few entries, which say how many there were', async () => {
    const personId = world.people.strangersManager;
    for (let failures = 1; failures <= 22; failures++)
      await recordRefusedSignIn(app.store, { personId, fault: 'wrong-password', failures }, 'r');
    const entries = await eventually(
      () => signInsOf('strangersManager'),
      (some) => some.length >= 7,
      3000,
    );
    const counted = entries.map(({ body }) => (body as { failures: number }).failures);
    expect(counted.sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 10, 20]);
  });

  test('sessions that a new password, a closed account or their time ended', async () => {
    const administrator = await Client.signIn(app.url, world.emailOf('administrator'));
    const endingsOf = async (person: Person) =>
      (await signInsOf(person))
        .filter(({ action }) => action === 'sign-in.ended')
        .map(({ body, requestId }) => ({ ...body, requestId }));
    await Client.signIn(app.url, world.emailOf('editor'));
    await Client.signIn(app.url, world.emailOf('editor'));
    const id = world.people.editor;
    const version = () => world.versionOf('person', id);
    await administrator.must('person.set-password', { password: 'a new one for tests' }, id, await version());
    const [one, two] = await endingsOf('editor');
    expect([one, two]).toMatchObject([{ ending: 'password-set' }, { ending: 'password-set' }]);
    const [setting] = await read(auditor, `objectId=${id}&action=person.password-set`);
    expect([one?.requestId, two?.requestId]).toEqual([setting?.requestId, setting?.requestId]);

    await signIn(world.emailOf('editor'), 'a new one for tests').expect(200);
    await administrator.must('person.deactivate', { reason: 'has left' }, id, await version());
    expect((await endingsOf('editor'))[2]).toMatchObject({ ending: 'deactivated' });
    expectRefused(await signIn(world.emailOf('editor'), 'a new one for tests'), 'wrong-credentials');
    const refused = await eventually(
      () => signInsOf('editor', 'refused=true'),
      (entries) => entries.length > 0,
      3000,
    );
    expect(refused).toMatchObject([{ body: { fault: 'account-closed' } }]);

    await Client.signIn(app.url, world.emailOf('manager'));
    const expired = `update session set expires_at = now() - interval '1 second' where person_id = $1`;
    await app.store.pool.query(expired, [world.people.manager]);
    await sweep(app.store, app.files);
    await sweep(app.store, app.files);
    expect(await endingsOf('manager')).toMatchObject([{ ending: 'expired' }]);
  });

  test('an export, with what it was of', async () => {
    const body = {
      what: 'bundle',
      scope: { type: 'review', id: world.reviewId },
      treeSize: 7,
      entries: 3,
    } as const;
    const happening = { actorId: world.people.auditor, requestId: 'r-1', reviewId: world.reviewId };
    const { hash } = await recordOccurrence(app.store, { action: 'export.made', body }, happening);
    expect(await read(auditor, 'objectType=export')).toMatchObject([
      { hash, body, reviewId: world.reviewId, actor: { id: world.people.auditor } },
    ]);
  });

  test('auditors and administrators of the installation read it, and nobody else', async () => {
    const others: Person[] = ['staff', 'manager', 'director', 'observer'];
    for (const person of others) {
      const client = await Client.signIn(app.url, world.emailOf(person));
      expect([person, await read(client, 'objectType=sign-in,export')]).toEqual([person, []]);
    }
    const administrator = await Client.signIn(app.url, world.emailOf('administrator'));
    const seen = await read(administrator, 'objectType=sign-in,export');
    expect(seen.map(({ id }) => id)).toEqual(
      (await read(auditor, 'objectType=sign-in,export')).map(({ id }) => id),
    );
    expect(new Set(seen.map(({ action }) => action))).toEqual(
      new Set(['sign-in.accepted', 'sign-in.refused', 'sign-in.ended', 'export.made']),
    );
  });
});
