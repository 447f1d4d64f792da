import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { apiBase, Me } from '#contracts';
import { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { password, createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp, type TestNode } from '../support/start-app.js';

const session = `${apiBase}/session`;

describe('sessions', () => {
  let app: TestApp;
  let world: SmallWorld;
  let otherNode: TestNode;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    otherNode = await startNode(app);
  });
  afterAll(async () => {
    await otherNode.stop();
    await app.stop();
  });
  const signIn = (email: string, secret: string) =>
    request(app.url).post(session).send({ email, password: secret });
  /** Expects that a client is asked to sign in, within two seconds. */
  const expectSignedOut = async (client: Client) => {
    const until = Date.now() + 2000;
    for (;;) {
      const answer = await client.get('/me');
      if (answer.status === 401 || Date.now() > until) return expectRefused(answer, 'not-signed-in');
    }
  };

  test('the cookie is out of reach for scripts, other sites and other hosts', async () => {
    const answer = await signIn(world.emailOf('staff'), password).expect(200);
    const cookie = (answer.headers['set-cookie'] as unknown as string[])[0] ?? '';
    const [pair = '', ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^__Host-uphold=[\w-]{43}$/);
    expect(attributes.filter((one) => !one.startsWith('Expires=')).sort()).toEqual([
      'HttpOnly',
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(Me.strict().parse(answer.body).person).not.toHaveProperty('passwordHash');
  });

  test('the address is taken in any case, with blanks around it', async () => {
    await signIn(` ${world.emailOf('staff').toUpperCase()} `, password).expect(200);
  });

  test('signing out ends the session and takes the cookie back', async () => {
    const client = await Client.signIn(app.url, world.emailOf('staff'));
    const answer = await client.send('delete', '/session').expect(204);
    expect((answer.headers['set-cookie'] as unknown as string[])[0]).toMatch(/^__Host-uphold=;.*1970/);
    expectRefused(await client.get('/me'), 'not-signed-in');
  });

  test('a session that ends on one node ends on every node', async () => {
    const client = await Client.signIn(app.url, world.emailOf('staff'));
    const elsewhere = client.at(otherNode.url);
    await elsewhere.get('/me').expect(200);
    await client.send('delete', '/session').expect(204);
    await expectSignedOut(elsewhere);
  });

  test('a new password ends every session of the person, on every node', async () => {
    const client = await Client.signIn(app.url, world.emailOf('auditor'));
    const elsewhere = client.at(otherNode.url);
    await elsewhere.get('/me').expect(200);
    const administrator = await Client.signIn(app.url, world.emailOf('administrator'));
    const id = world.people.auditor;
    const changed = { password: 'another password for tests' };
    await administrator.must('person.set-password', changed, id, await world.versionOf('person', id));
    expectRefused(await client.get('/me'), 'not-signed-in');
    await expectSignedOut(elsewhere);
    expectRefused(await signIn(world.emailOf('auditor'), password), 'wrong-credentials');
    await signIn(world.emailOf('auditor'), changed.password).expect(200);
  });

  test('a closed account can neither go on nor sign in, until it is opened again', async () => {
    const client = await Client.signIn(app.url, world.emailOf('editor'));
    const elsewhere = client.at(otherNode.url);
    await elsewhere.get('/me').expect(200);
    const administrator = await Client.signIn(app.url, world.emailOf('administrator'));
    const id = world.people.editor;
    const version = await world.versionOf('person', id);
    const closed = await administrator.must('person.deactivate', { reason: 'has left' }, id, version);
    expectRefused(await client.get('/me'), 'not-signed-in');
    await expectSignedOut(elsewhere);
    expectRefused(await signIn(world.emailOf('editor'), password), 'wrong-credentials');
    await administrator.must('person.reactivate', { reason: 'came back' }, id, closed.version);
    await signIn(world.emailOf('editor'), password).expect(200);
    expectRefused(await client.get('/me'), 'not-signed-in');
  });

  test('an expired session is no session', async () => {
    const client = await Client.signIn(app.url, world.emailOf('observer'));
    const expired = `update session set expires_at = now() - interval '1 second' where person_id = $1`;
    await app.store.pool.query(expired, [world.people.observer]);
    app.store.sessions.forgetAll();
    expectRefused(await client.get('/me'), 'not-signed-in');
  });

  test('no cookie and an invented cookie are asked to sign in', async () => {
    expectRefused(await request(app.url).get(`${apiBase}/me`), 'not-signed-in');
    const invented = request(app.url).get(`${apiBase}/me`).set('Cookie', '__Host-uphold=invented');
    expectRefused(await invented, 'not-signed-in');
    const other = request(app.url).get(`${apiBase}/me`).set('Cookie', '__Host-uphold=%00; =; a');
    expectRefused(await other, 'not-signed-in');
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = expectRefused(await signIn(world.emailOf('staff'), 'wrong'), 'wrong-credentials');
    const unknown = expectRefused(await signIn('nobody@test.example', 'wrong'), 'wrong-credentials');
    expect({ ...wrong, requestId: '' }).toEqual({ ...unknown, requestId: '' });
  });

  test('addresses and passwords that are no text are refused, never a fault', async () => {
    expectRefused(await signIn('a\u0000@test.example', password), 'invalid-input');
    expectRefused(await signIn('a\ud800@test.example', password), 'invalid-input');
    expectRefused(await signIn(world.emailOf('staff'), 'a\u0000\ud800'), 'wrong-credentials');
    expectRefused(await signIn(world.emailOf('staff'), 'x'.repeat(201)), 'invalid-input');
    const list = request(app.url)
      .post(session)
      .send({ email: [world.emailOf('staff')], password });
    expectRefused(await list, 'invalid-input');
  });

  test('failures slow an address down and lock nobody out', async () => {
    const email = world.emailOf('stranger');
    for (let failure = 0; failure < 6; failure++) {
      expectRefused(await signIn(email, 'wrong'), 'wrong-credentials');
    }
    const began = performance.now();
    await signIn(email, password).expect(200);
    expect(performance.now() - began).toBeGreaterThan(480);
    const after = performance.now();
    await signIn(email, password).expect(200);
    expect(performance.now() - after).toBeLessThan(400);
  });

  test('what a person has looked at is remembered, and never goes back', async () => {
    const client = await Client.signIn(app.url, world.emailOf('manager'));
    await app.settled();
    await client.send('put', '/me/seen').send({ index: 5 }).expect(204);
    await client.send('put', '/me/seen').send({ index: 3 }).expect(204);
    expect((await client.get('/me')).body.lastSeenIndex).toBe(5);
    await client.send('put', '/me/seen').send({ index: 1_000_000 }).expect(204);
    const me = Me.parse((await client.get('/me')).body);
    expect(me.lastSeenIndex).toBe(me.headIndex);
    expectRefused(await client.send('put', '/me/seen').send({ index: 1.5 }), 'invalid-input');
  });
});
