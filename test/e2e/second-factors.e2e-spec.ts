import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request, { type Response } from 'supertest';
import { apiBase, Me, NeedsFactor } from '#contracts';
import { totpCode } from '#store';
import type { Client } from '../support/client.js';
import { codeOf, FactorDoors, type WithTotp } from '../support/factor-doors.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog } from '../support/record.js';
import { createSmallWorld, password, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp } from '../support/start-app.js';

const wrong = '000000';

describe('second factors', () => {
  let app: TestApp;
  let world: SmallWorld;
  let doors: FactorDoors;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    doors = new FactorDoors(app, world);
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });
  beforeEach(() => doors.forgetTries());

  const cookieOf = (answer: Response) => answer.headers['set-cookie'] as unknown as string[] | undefined;

  describe('an authenticator', () => {
    let of: WithTotp;
    beforeAll(async () => {
      of = await doors.withTotp('staff');
    });

    test('is asked after a right password alone, and opens the session with its code', async () => {
      expectRefused(await doors.signIn('staff', 'a wrong password'), 'wrong-credentials');
      const asked = await doors.signIn('staff').expect(200);
      expect(NeedsFactor.strict().parse(asked.body).ways).toEqual(['totp', 'recovery-code']);
      expect(cookieOf(asked)).toBeUndefined();
      const { ticket } = asked.body as { ticket: string };
      const answer = await doors.show(ticket, { code: codeOf(of.secret) }).expect(200);
      expect(Me.strict().parse(answer.body).person.id).toBe(world.people.staff);
      expect(cookieOf(answer)?.[0]).toMatch(/^__Host-uphold=/);
      const { rows } = await app.store.pool.query(
        'select methods, factor from session order by created_at desc limit 1',
      );
      expect(rows[0]).toEqual({ methods: ['password', 'totp'], factor: 'totp' });
      expect((await doors.told('sign-in.accepted', 'staff')).at(-1)).toMatchObject({
        methods: ['password', 'totp'],
      });
    });

    test('has codes that are good once, on whatever node and however many at once', async () => {
      const code = codeOf(of.secret);
      const node = await startNode(app);
      const tickets = await Promise.all([1, 2, 3, 4].map(() => doors.ticketOf('staff')));
      const elsewhere = request(node.url).post(`${apiBase}/session/second-factor`);
      const answers = await Promise.all([
        ...tickets.slice(1).map((ticket) => doors.show(ticket, { code })),
        elsewhere.send({ ticket: tickets[0], proof: { code } }),
      ]);
      await node.stop();
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    });

    test('has codes that are its owner’s', async () => {
      const other = await doors.withTotp('stranger');
      const ticket = await doors.ticketOf('staff');
      expectRefused(await doors.show(ticket, { code: codeOf(other.secret) }), 'factor-refused');
      expect((await doors.told('sign-in.refused', 'staff')).at(-1)).toEqual({
        fault: 'wrong-code',
        failures: 1,
      });
    });

    test('is sealed in the database, and its secret stands in no entry', async () => {
      const { rows } = await app.store.pool.query<{ text: string }>(
        `select string_agg(canon, '') || (select encode(secret, 'escape') from totp limit 1) as text from entry`,
      );
      expect(rows[0]?.text).not.toContain(of.secret);
      for (const code of of.codes) expect(rows[0]?.text).not.toContain(code);
      expect((await of.client.get('/me/factors').expect(200)).text).not.toContain(of.secret);
    });

    test('is not in use before a code confirmed it, and a wrong one does not', async () => {
      const client = await doors.client('auditor');
      const { secret } = (await client.send('post', '/me/totp').expect(200)).body as { secret: string };
      const late = totpCode(secret, Date.now() / 1000 + 3600);
      expectRefused(await client.send('put', '/me/totp').send({ code: late }), 'factor-refused');
      Me.parse((await doors.signIn('auditor').expect(200)).body);
      await app.store.pool.query(`update totp_enrolment set made_at = made_at - interval '1 hour'`);
      const code = codeOf(secret);
      expectRefused(await client.send('put', '/me/totp').send({ code }), 'wrong-state');
    });
  });

  describe('a ticket', () => {
    beforeAll(async () => {
      await doors.withTotp('editor');
    });

    test('is good for few tries', async () => {
      const ticket = await doors.ticketOf('editor');
      for (let time = 0; time < 5; time++)
        expectRefused(await doors.show(ticket, { code: wrong }), 'factor-refused');
      expectRefused(await doors.show(ticket, { code: wrong }), 'sign-in-expired');
    });

    test.each(['invented', 'A'.repeat(43)])('that was %s opens nothing', async (ticket) => {
      expectRefused(await doors.show(ticket, { code: wrong }), 'sign-in-expired');
      expectRefused(await doors.post('/passkey-options', { ticket }), 'sign-in-expired');
    });

    test('runs out, and ends with the password that was shown for it', async () => {
      const [old, changed] = [await doors.ticketOf('editor'), await doors.ticketOf('editor')];
      await app.store.pool.query(
        `update sign_in_ticket set expires_at = now() where token_sha256 = sha256(convert_to($1, 'UTF8'))`,
        [old],
      );
      expectRefused(await doors.show(old, { code: wrong }), 'sign-in-expired');
      const administrator = await doors.client('administrator');
      const id = world.people.editor;
      await administrator.must(
        'person.set-password',
        { password: 'nine brown tugboats' },
        id,
        await world.versionOf('person', id),
      );
      expectRefused(await doors.show(changed, { code: wrong }), 'sign-in-expired');
    });

    test('makes who tries many codes wait, whatever tickets they have', async () => {
      await app.store.pool.query(`insert into factor_pace values ($1, 9, now() + interval '1 minute')`, [
        world.people.staff,
      ]);
      const waiting = expectRefused(
        await doors.show(await doors.ticketOf('staff'), { code: wrong }),
        'too-many-requests',
      );
      expect(waiting.detail).toMatch(/in \d+ seconds/);
    });
  });

  describe('a recovery code', () => {
    let of: WithTotp;
    beforeAll(async () => {
      of = await doors.withTotp('observer');
    });

    test('is one of ten, and opens one session, however many ask for it at once', async () => {
      expect(new Set(of.codes).size).toBe(10);
      const recoveryCode = of.codes[0]?.toLowerCase().replaceAll('-', ' ') ?? '';
      const tickets = await Promise.all([1, 2, 3, 4].map(() => doors.ticketOf('observer')));
      const answers = await Promise.all(tickets.map((ticket) => doors.show(ticket, { recoveryCode })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
      expect(await doors.told('sign-in.recovery-code-used', 'observer')).toEqual([{ left: 9 }]);
      expect((await of.client.get('/me/factors')).body).toMatchObject({ recoveryCodesLeft: 9 });
    });

    test('is its owner’s, and none after new ones were made', async () => {
      const [, second = ''] = of.codes;
      expectRefused(
        await doors.show(await doors.ticketOf('staff'), { recoveryCode: second }),
        'factor-refused',
      );
      const renewed = await of.client.send('post', '/me/recovery-codes').expect(200);
      expectRefused(
        await doors.show(await doors.ticketOf('observer'), { recoveryCode: second }),
        'factor-refused',
      );
      const [first = ''] = (renewed.body as { recoveryCodes: string[] }).recoveryCodes;
      await doors.show(await doors.ticketOf('observer'), { recoveryCode: first }).expect(200);
    });
  });

  describe('factors of one’s own', () => {
    test('are changed by who showed lately who they are', async () => {
      const { client, secret } = await doors.withTotp('strangersManager');
      await app.store.pool.query(`update session set authenticated_at = now() - interval '11 minutes',
        factor_at = now() - interval '11 minutes'`);
      const refused = expectRefused(await client.send('delete', '/me/totp'), 'step-up-required');
      expect(refused.stepUp).toEqual({ ways: ['totp', 'passkey', 'recovery-code'], minutes: 10 });
      for (const [method, path] of [
        ['post', '/me/totp'],
        ['post', '/me/recovery-codes'],
        ['post', '/me/passkeys/options'],
      ] as const)
        expectRefused(await client.send(method, path), 'step-up-required');
      // The password is no second factor.
      await client.send('post', '/session/step-up').send({ password }).expect(204);
      expectRefused(await client.send('delete', '/me/totp'), 'step-up-required');
      expectRefused(await client.send('post', '/session/step-up').send({ code: wrong }), 'factor-refused');
      await client
        .send('post', '/session/step-up')
        .send({ code: codeOf(secret) })
        .expect(204);
      await client.send('delete', '/me/totp').expect(204);
      expect((await client.get('/me/factors')).body).toMatchObject({ totpSince: null, recoveryCodesLeft: 0 });
      Me.parse((await doors.signIn('strangersManager').expect(200)).body);
    });

    test('are taken away by an administrator, who says why, and not from themselves', async () => {
      const { client } = await doors.withTotp('director');
      const administrator = await doors.client('administrator');
      const reset = async (person: Person, by: Client) => {
        const id = world.people[person];
        const version = await world.versionOf('person', id);
        return by.command('person.reset-factors', { reason: 'lost the phone' }, { id, version });
      };
      expectRefused(await reset('administrator', administrator), 'not-permitted');
      expectRefused(await reset('administrator', client), 'not-permitted');
      expect((await reset('director', administrator)).status).toBe(200);
      expectRefused(await client.get('/me'), 'not-signed-in');
      const again = await doors.client('director');
      expect(again.me.factorsResetAt).not.toBeNull();
      await again.send('delete', '/me/factors/reset').expect(204);
      expect((await again.get('/me')).body).toMatchObject({ factorsResetAt: null });
    });
  });
});
