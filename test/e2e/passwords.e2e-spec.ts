import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request, { type Response } from 'supertest';
import { apiBase, type Invited, type PasswordLinkOpened } from '#contracts';
import { takePlaceInLine } from '#store';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { MailServer } from '../support/mail-server.js';
import { expectRefused } from '../support/matchers.js';
import { password, createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp, type TestNode } from '../support/start-app.js';
import { statementsOf } from '../support/statements.js';

const fresh = 'lantern quarry velvet tram';

describe('passwords', () => {
  let app: TestApp;
  let world: SmallWorld;
  let server: MailServer;
  let silent: TestNode;
  let administrator: Client;
  beforeAll(async () => {
    server = await MailServer.start();
    const mail = {
      smtpUrl: server.url,
      from: 'uphold@test.example',
      publicUrl: 'https://uphold.test.example',
    };
    app = await startApp({ mail, isMailOn: true, publicUrl: mail.publicUrl });
    world = await createSmallWorld(app.store);
    silent = await startNode(app);
    administrator = await Client.signIn(app.url, world.emailOf('administrator'));
  });
  afterAll(async () => {
    await silent.stop();
    await app.stop();
    await server.stop();
  });

  const post = (path: string, body: object, url = app.url) =>
    request(url).post(`${apiBase}${path}`).send(body);
  const signIn = (email: string, secret: string, url = app.url) =>
    post('/session', { email, password: secret }, url);
  const changeOwn = (client: Client, current: string, next: string) =>
    client.send('put', '/me/password').send({ current, password: next });
  const mailTo = (email: string) =>
    eventually(
      () => Promise.resolve(server.arrived.filter((mail) => JSON.stringify(mail.to).includes(email))),
      (mails) => mails.length > 0,
      20_000,
    );
  const tokenIn = (text: string | undefined) => /\/invitation#([\w-]{43})/.exec(text ?? '')?.[1] ?? '';

  test('one’s own is changed with the current one, and ends the other sessions', async () => {
    const email = world.emailOf('staff');
    const [one, other] = [await Client.signIn(app.url, email), await Client.signIn(app.url, email)];
    expectRefused(await changeOwn(one, 'not this one', fresh), 'wrong-password');
    await changeOwn(one, password, fresh).expect(204);
    await one.get('/me').expect(200);
    expectRefused(await other.get('/me'), 'not-signed-in');
    expectRefused(await signIn(email, password), 'wrong-credentials');
    await signIn(email, fresh).expect(200);
    const { rows } = await app.store.pool.query(
      `select actor_id as "actorId" from entry where action = 'person.password-set' and object_id = $1
       order by object_version desc limit 1`,
      [world.people.staff],
    );
    expect(rows).toEqual([{ actorId: world.people.staff }]);
  });

  test.each([
    ['password1234', 'password-too-common'],
    ['qwertyuiop12', 'password-too-common'],
    ['aaaaaaaaaaaaaaaa', 'password-too-common'],
    ['letmeinletmein', 'password-too-common'],
    ['Observer-Tester', 'password-names-you'],
    ['observer@test.example', 'password-names-you'],
    ['upholdUPHOLD', 'password-names-you'],
  ] as const)('%s is refused as %s, whoever sets it', async (weak, code) => {
    const observer = await Client.signIn(app.url, world.emailOf('observer'));
    const problem = expectRefused(await changeOwn(observer, password, weak), code);
    expect(problem.fields?.[0]?.field).toBe('password');
    const id = world.people.observer;
    const version = await world.versionOf('person', id);
    expectRefused(
      await administrator.command('person.set-password', { password: weak }, { id, version }),
      code,
    );
    const stranger = await Client.signIn(app.url, world.emailOf('manager'));
    expectRefused(
      await stranger.command('person.set-password', { password: weak }, { id, version }),
      'not-permitted',
    );
  });

  test('guesses at one address wait for each other, on all nodes and however many come at once', async () => {
    const email = world.emailOf('stranger');
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, place) => takePlaceInLine(app.store.pool, email, `192.0.2.${place}`)),
    );
    const waits = guesses
      .flatMap((place) => (place ? [Math.round(place.waitMs / 250) * 250] : []))
      .sort((a, b) => a - b);
    expect(waits.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 250, 750, 1750]);
    expect(waits.length).toBeLessThan(14);
    expectRefused(await signIn(email, password, silent.url), 'too-many-requests');
    await app.store.pool.query('update sign_in_line set free_at = now()');
    await signIn(email, password, silent.url).expect(200);
    await signIn(email, password).expect(200);
  });

  test('a known and an unknown address get the same answer for the same work', async () => {
    const heard = statementsOf(silent.store.pool);
    const workFor = async (ask: () => Promise<Response>) => {
      heard.length = 0;
      const answer = await ask();
      const { requestId: _, ...told } = (answer.body ?? {}) as Record<string, unknown>;
      const asked = heard.filter(({ text }) => /sign_in_line|credential|password_link/.test(text));
      return { status: answer.status, told, statements: asked.map(({ name, text }) => name ?? text) };
    };
    for (let round = 0; round < 4; round++) {
      const known = world.emailOf(round % 2 === 0 ? 'manager' : 'director');
      const unknown = `nobody-${round}@test.example`;
      const work = await workFor(() => signIn(known, 'wrong', silent.url));
      expect(work).toEqual(await workFor(() => signIn(unknown, 'wrong', silent.url)));
      expect(work.statements).toEqual(['sign-in-line', 'credential']);
    }
  });

  test('an invitation comes by mail, lets its person choose a password once, and is recorded without its token', async () => {
    const email = 'newcomer@test.example';
    const { objectId: id } = await administrator.must('person.create', {
      name: 'New Comer',
      email,
      language: 'ar',
    });
    const invited = (await administrator.send('post', `/people/${id}/invitation`).expect(201))
      .body as Invited;
    expect(invited).toMatchObject({ kind: 'invitation', isMailed: true, token: null });
    const [mail] = await mailTo(email);
    const token = tokenIn(mail?.text);
    expect(mail?.text).toContain('https://uphold.test.example/invitation#');
    expect(mail?.subject).toContain('دعوة');
    const opened = (await post('/password-links/open', { token }).expect(200)).body as PasswordLinkOpened;
    expect(opened).toMatchObject({ kind: 'invitation', email, name: 'New Comer' });
    expectRefused(
      await post('/password-links/use', { token, password: 'newcomernewcomer' }),
      'password-names-you',
    );
    const both = await Promise.all([1, 2].map(() => post('/password-links/use', { token, password: fresh })));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 410]);
    await signIn(email, fresh).expect(200);
    expectRefused(await post('/password-links/open', { token }), 'link-not-valid');
    const kept = await app.store.pool.query(
      `select (select count(*) from entry where canon like '%' || $1 || '%')
         + (select count(*) from mail where text like '%' || $1 || '%')
         + (select count(*) from password_link where password_link::text like '%' || $1 || '%') as count`,
      [token],
    );
    expect(kept.rows).toEqual([{ count: 0 }]);
  });

  test('without mail the administrator hands a link over; a newer one and taking it back end it', async () => {
    const { objectId: id } = await administrator.must('person.create', {
      name: 'By Hand',
      email: 'hand@test.example',
    });
    const here = administrator.at(silent.url);
    const invite = async () =>
      (await here.send('post', `/people/${id}/invitation`).expect(201)).body as Invited;
    const first = (await invite()).token;
    const second = (await invite()).token;
    expectRefused(await post('/password-links/open', { token: first }), 'link-not-valid');
    await post('/password-links/open', { token: second }).expect(200);
    await here.send('delete', `/people/${id}/invitation`).expect(204);
    expectRefused(await post('/password-links/open', { token: second }), 'link-not-valid');
    expectRefused(await here.send('delete', `/people/${id}/invitation`), 'not-found');
    const manager = await Client.signIn(app.url, world.emailOf('manager'));
    expectRefused(await manager.send('post', `/people/${id}/invitation`), 'not-permitted');
    expectRefused(
      await post('/password-links/forgotten', { email: 'x@test.example' }, silent.url),
      'mail-off',
    );
  });

  test('a forgotten one is chosen anew by mail, which ends every session and token', async () => {
    const email = world.emailOf('auditor');
    const client = await Client.signIn(app.url, email);
    await client.send('post', '/me/tokens').send({ name: 'x', access: 'read' }).expect(201);
    const answers = [];
    for (const asked of [email, 'nobody@test.example', email])
      answers.push(await post('/password-links/forgotten', { email: asked }).expect(204));
    expect(answers.map(({ text }) => text)).toEqual(['', '', '']);
    const [mail, ...more] = await mailTo(email);
    expect(more).toEqual([]);
    await post('/password-links/use', { token: tokenIn(mail?.text), password: fresh }).expect(204);
    expectRefused(await client.get('/me'), 'not-signed-in');
    await signIn(email, fresh).expect(200);
    const left = await app.store.pool.query('select 1 from api_token where person_id = $1', [
      world.people.auditor,
    ]);
    expect([left.rowCount, (await mailTo(email)).length]).toEqual([0, 1]);
  });
});
