import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { apiBase, type MadeToken, type Page, type SessionView, type TokenView } from '#contracts';
import { Client } from '../support/client.js';
import { LiveListener } from '../support/live-listener.js';
import { expectRefused } from '../support/matchers.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp, type TestNode } from '../support/start-app.js';

const rowsOf = async <T>(client: Client, path: string, query = {}) =>
  ((await client.get(path, query).expect(200)).body as Page<T>).rows;
const makeToken = async (client: Client, asked: object): Promise<MadeToken> =>
  (
    await client
      .send('post', '/me/tokens')
      .send({ name: 'a script', access: 'write', ...asked })
      .expect(201)
  ).body as MadeToken;

describe('what is open of an account', () => {
  let app: TestApp;
  let otherNode: TestNode;
  let world: SmallWorld;
  let as: Record<'administrator' | 'auditor' | 'staff' | 'observer', Client>;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    otherNode = await startNode(app);
    as = await signedIn(app, world, 'administrator', 'auditor', 'staff', 'observer');
  });
  afterAll(async () => {
    await otherNode.stop();
    await app.stop();
  });

  const through = (secret: string, method: 'get' | 'post' | 'put' | 'delete', path: string, url = app.url) =>
    request(url)[method](`${apiBase}${path}`).set('Authorization', `Bearer ${secret}`);
  const edit = (secret: string, id: string, version: number) =>
    through(secret, 'post', `/recommendations/${id}/edit`)
      .set('Idempotency-Key', randomUUID())
      .set('If-Match', `"${version}"`)
      .send({ title: `Edited ${randomUUID()}` });
  const bodies = async (action: string) => {
    const { rows } = await app.store.pool.query<{ body: Record<string, unknown>; actorId: string }>(
      `select canon::jsonb -> 'body' as body, actor_id as "actorId" from entry where action = $1 order by id`,
      [action],
    );
    return rows;
  };

  describe('a session', () => {
    test('is listed for its person alone, and ended by them on every node, with its sockets', async () => {
      const [one, other] = [
        await Client.signIn(app.url, world.emailOf('director')),
        await Client.signIn(app.url, world.emailOf('director')),
      ];
      const own = await rowsOf<SessionView>(one, '/me/sessions');
      expect(own.map(({ isCurrent, methods }) => [isCurrent, methods])).toEqual([
        [false, ['password']],
        [true, ['password']],
      ]);
      const id = own.find(({ isCurrent }) => !isCurrent)?.id ?? '';
      expectRefused(await as.staff.send('delete', `/me/sessions/${id}`), 'not-found');
      const listener = await LiveListener.connect(otherNode.url, other);
      await one.send('delete', `/me/sessions/${id}`).expect(204);
      expectRefused(await other.get('/me'), 'not-signed-in');
      await listener.hears(({ told }) => told.includes('disconnect'), 4000);
      expectRefused(await other.at(otherNode.url).get('/me'), 'not-signed-in');
      await one.get('/me').expect(200);
      expect((await bodies('sign-in.ended')).at(-1)).toMatchObject({
        actorId: world.people.director,
        body: { sessionId: id, ending: 'ended-by-owner' },
      });
      expect(await rowsOf(one, '/me/sign-ins')).not.toEqual([]);
    });

    test('ends with all others of its person at their word, but for the one that asks', async () => {
      const [one, ...others] = await Promise.all(
        [1, 2, 3].map(() => Client.signIn(app.url, world.emailOf('editor'))),
      );
      expect((await one?.send('delete', '/me/sessions').expect(200))?.body).toEqual({ ended: 2 });
      for (const other of others) expectRefused(await other.get('/me'), 'not-signed-in');
      await one?.get('/me').expect(200);
    });

    test('of others is seen by auditors and administrators, and ended by administrators', async () => {
      const client = await Client.signIn(app.url, world.emailOf('manager'));
      const personId = world.people.manager;
      const [seen] = await rowsOf<SessionView>(as.auditor, '/sessions', { personId });
      expect(seen?.person).toEqual({ id: personId, name: 'Manager Tester' });
      for (const nobody of [as.staff, as.observer])
        for (const path of ['/sessions', '/tokens', '/password-links'])
          expectRefused(await nobody.get(path), 'not-permitted');
      for (const path of [`/sessions/${seen?.id}`, `/people/${personId}/sessions`]) {
        expectRefused(await as.auditor.send('delete', path), 'not-permitted');
        expectRefused(await as.staff.send('delete', path), 'not-permitted');
      }
      expect((await bodies('attempt.refused')).map(({ body }) => body['command'])).toContain('session.end');
      await as.administrator.send('delete', `/sessions/${seen?.id}`).expect(204);
      expectRefused(await client.get('/me'), 'not-signed-in');
      expectRefused(await as.administrator.send('delete', `/sessions/${seen?.id}`), 'not-found');
      expect((await bodies('sign-in.ended')).at(-1)).toMatchObject({
        actorId: personId,
        body: { ending: 'ended-by-administrator', byId: world.people.administrator },
      });
    });
  });

  describe('a token', () => {
    test('reads and writes as its person, without a cookie, and every entry says through which token', async () => {
      const id = await world.draft();
      const editor = await Client.signIn(app.url, world.emailOf('editor'));
      const { secret, ...made } = await makeToken(editor, { days: 30 });
      expect(secret).toMatch(/^uphold_[\w-]{43}$/);
      expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(30 * 86_400_000);
      await through(secret, 'get', '/recommendations').expect(200);
      await edit(secret, id, await world.versionOf('recommendation', id)).expect(200);
      const { rows } = await app.store.pool.query<{ requestId: string }>(
        `select canon::jsonb ->> 'requestId' as "requestId" from entry where object_id = $1 order by object_version desc limit 1`,
        [id],
      );
      expect(rows[0]?.requestId).toContain(`/token/${made.id}`);
      const [listed] = await rowsOf<TokenView>(editor, '/me/tokens');
      expect(listed).toMatchObject({ id: made.id, name: 'a script' });
      expect(listed?.lastUsedAt).not.toBeNull();
      const kept = await app.store.pool.query(
        `select (select count(*) from entry where canon like '%' || $1 || '%')
           + (select count(*) from api_token where api_token::text like '%' || $1 || '%')
           + (select count(*) from idempotency where receipt::text like '%' || $1 || '%') as count`,
        [secret],
      );
      expect(kept.rows).toEqual([{ count: 0 }]);
      expect(JSON.stringify(await rowsOf(as.auditor, '/tokens'))).not.toContain(secret);
    });

    test.each([
      ['that may only read', { access: 'read' }],
      ['for other commands', { access: 'write', commands: ['comment.post'] }],
    ])('%s does no more, through whatever door, and the attempt is recorded', async (_which, asked) => {
      const id = await world.issued();
      const editor = await Client.signIn(app.url, world.emailOf('editor'));
      const { secret } = await makeToken(editor, asked);
      await through(secret, 'get', `/recommendations/${id}`).expect(200);
      expectRefused(await edit(secret, id, await world.versionOf('recommendation', id)), 'beyond-token');
      const file = through(secret, 'post', '/evidence/files')
        .set('Idempotency-Key', randomUUID())
        .field('recommendationId', id)
        .field('title', 'A file')
        .attach('file', Buffer.from('words'), 'a.txt');
      expectRefused(await file, 'beyond-token');
      expectRefused(await through(secret, 'put', '/me/seen').send({ index: 1 }), 'beyond-token');
      expect((await bodies('attempt.refused')).at(-1)?.body).toMatchObject({ code: 'beyond-token' });
    });

    test('manages no tokens, sessions or passwords, even an administrator’s', async () => {
      const { secret, id } = await makeToken(as.administrator, {});
      const staff = world.people.staff;
      const doors = [
        through(secret, 'get', '/me/tokens'),
        through(secret, 'post', '/me/tokens').send({ name: 'x', access: 'read' }),
        through(secret, 'delete', `/me/tokens/${id}`),
        through(secret, 'get', '/me/sessions'),
        through(secret, 'delete', '/me/sessions'),
        through(secret, 'put', '/me/password').send({ current: 'x', password: 'something else entirely' }),
        through(secret, 'delete', `/people/${staff}/sessions`),
        through(secret, 'post', `/people/${staff}/invitation`),
        through(secret, 'delete', '/session'),
      ];
      for (const door of doors) expectRefused(await door, 'in-person-only');
      const setting = through(secret, 'post', `/people/${staff}/set-password`)
        .set('Idempotency-Key', randomUUID())
        .set('If-Match', `"${await world.versionOf('person', staff)}"`)
        .send({ password: 'something else entirely' });
      expectRefused(await setting, 'beyond-token');
    });

    test('that is none opens nothing, and a cookie beside it does not help', async () => {
      for (const header of ['Bearer uphold_invented', 'Bearer ', 'Basic YTpi', ''])
        expectRefused(await as.staff.get('/me').set('Authorization', header), 'not-signed-in');
    });

    test('opens sockets, and is dead on every node when it ends, and with the account', async () => {
      const client = await Client.signIn(app.url, world.emailOf('stranger'));
      const authorizations = [];
      for (let count = 0; count < 2; count++) {
        const { id, secret } = await makeToken(client, { access: 'read' });
        authorizations.push({ id, secret, authorization: `Bearer ${secret}` });
      }
      const [one, other] = authorizations;
      if (!one || !other) throw new Error('two were made');
      const listener = await LiveListener.connect(otherNode.url, one);
      await listener.follow(['all']);
      expectRefused(await as.staff.send('delete', `/me/tokens/${one.id}`), 'not-found');
      await client.send('delete', `/me/tokens/${one.id}`).expect(204);
      await listener.hears(({ told }) => told.includes('disconnect'), 4000);
      expectRefused(await through(one.secret, 'get', '/me', otherNode.url), 'not-signed-in');
      await through(other.secret, 'get', '/me', otherNode.url).expect(200);
      await as.administrator.must(
        'person.deactivate',
        { reason: 'left' },
        world.people.stranger,
        await world.versionOf('person', world.people.stranger),
      );
      expectRefused(await through(other.secret, 'get', '/me'), 'not-signed-in');
      expect((await bodies('token.ended')).map(({ body }) => body['ending'])).toEqual([
        'ended-by-owner',
        'deactivated',
      ]);
    });

    test('runs a year at most and has a name', async () => {
      for (const wrong of [
        { days: 366 },
        { days: 0 },
        { name: '' },
        { access: 'all' },
        { commands: ['person.set-password'] },
        { access: 'read', commands: ['comment.post'] },
      ])
        expectRefused(
          await as.staff.send('post', '/me/tokens').send({ name: 'x', access: 'write', ...wrong }),
          'invalid-input',
        );
    });
  });
});
