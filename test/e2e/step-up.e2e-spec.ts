import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { commandNames, InstallationView, type CommandRequest } from '#contracts';
import { commit } from '#store';
import { Client } from '../support/client.js';
import { codeOf, FactorDoors } from '../support/factor-doors.js';
import { LiveListener } from '../support/live-listener.js';
import { expectRefused } from '../support/matchers.js';
import { createSmallWorld, password, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, startNode, type TestApp } from '../support/start-app.js';

describe('what the installation asks', () => {
  let app: TestApp;
  let world: SmallWorld;
  let administrator: Client;
  let doors: FactorDoors;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    doors = new FactorDoors(app, world);
    administrator = await Client.signIn(app.url, world.emailOf('administrator'));
  });
  afterAll(() => app.stop());
  beforeEach(() => doors.forgetTries());

  /** As if the administrator had shown just now who they are, as settings that ask for it want it. */
  const fresh = () =>
    app.store.pool.query(
      `update session set authenticated_at = now(), factor = 'totp', factor_at = now() where person_id = $1`,
      [world.people.administrator],
    );
  const installation = async () => InstallationView.parse((await administrator.get('/installation')).body);
  async function set(input: CommandRequest<'installation.change'>): Promise<void> {
    const { id, version, ...is } = await installation();
    if (Object.entries(input).every(([name, value]) => is[name as keyof typeof is] === value)) return;
    await fresh();
    await administrator.must('installation.change', input, id, version);
  }
  /** As if everybody had signed in that long ago. */
  const age = (minutes: number) =>
    app.store.pool.query(
      `update session set authenticated_at = authenticated_at - make_interval(mins => $1),
         factor_at = factor_at - make_interval(mins => $1)`,
      [minutes],
    );
  const proposed = async () => {
    const staff = await Client.signIn(app.url, world.emailOf('staff'));
    return staff.proposes(await world.started(), {
      transition: 'move-due-date',
      due: { date: '2028-01-01', precision: 'day' },
      reason: 'Late.',
    });
  };

  test('is set by administrators, recorded, and told to nobody who keeps no accounts', async () => {
    const { id, version } = await installation();
    expect(await installation()).toMatchObject({ stepUpForApprovals: 'off', secondFactor: 'optional' });
    const manager = await Client.signIn(app.url, world.emailOf('director'));
    const change = { stepUpForApprovals: 'recent', stepUpMinutes: 5 } as const;
    expectRefused(await manager.get('/installation'), 'not-permitted');
    expectRefused(await manager.command('installation.change', change, { id, version }), 'not-found');
    const wrong = { stepUpMinutes: 0 };
    expectRefused(
      await administrator.command('installation.change', wrong, { id, version }),
      'invalid-input',
    );
    const receipt = await administrator.must('installation.change', change, id, version);
    expect(receipt.entries).toMatchObject([{ action: 'installation.changed' }]);
    expect(await installation()).toMatchObject(change);
    await set({ stepUpForApprovals: 'off', stepUpMinutes: 15 });
  });

  describe('where decisions want a recent sign-in', () => {
    let open: string[];
    let recommendationId: string;
    beforeAll(async () => {
      open = [await proposed(), await proposed(), await proposed()];
      recommendationId = await world.accepted();
      await set({ stepUpForApprovals: 'recent', stepUpMinutes: 15 });
    });
    afterAll(() => set({ stepUpForApprovals: 'off' }));

    test('an older one is asked again, changes nothing, and decides with the same key once it was', async () => {
      const [id = '', manager] = [open[0], await Client.signIn(app.url, world.emailOf('manager'))];
      await age(16);
      const key = randomUUID();
      const decide = () => manager.command('proposal.approve', { reason: 'Fine.' }, { id, version: 1, key });
      const refused = expectRefused(await decide(), 'step-up-required');
      expect(refused.stepUp).toEqual({ ways: ['password', 'totp', 'passkey'], minutes: 15 });
      expect((await manager.get(`/proposals/${id}`)).body).toMatchObject({ state: 'open' });
      expectRefused(
        await manager.send('post', '/session/step-up').send({ password: 'wrong' }),
        'factor-refused',
      );
      expectRefused(await decide(), 'step-up-required');
      await manager.send('post', '/session/step-up').send({ password }).expect(204);
      const receipt = (await decide().expect(200)).body as object;
      await age(16);
      // What was answered is answered again, and decides nothing.
      expect((await decide().expect(200)).body).toEqual(receipt);
      const { rows } = await app.store.pool.query(
        `select action, (canon::jsonb -> 'body') - 'sessionId'::text as body from entry
         where actor_id = $1 and (action like 'sign-in.%' and action <> 'sign-in.accepted' or action = 'attempt.refused')
         order by at, id`,
        [world.people.manager],
      );
      expect(rows).toEqual([
        { action: 'sign-in.refused', body: { fault: 'wrong-password', failures: 1 } },
        { action: 'sign-in.stepped-up', body: { method: 'password' } },
      ]);
    });

    test('it holds on every node at once', async () => {
      const [id = '', node] = [open[1], await startNode(app)];
      const manager = await Client.signIn(app.url, world.emailOf('manager'));
      await age(16);
      const elsewhere = manager.at(node.url);
      const decide = () => elsewhere.command('proposal.return', { reason: 'More.' }, { id, version: 1 });
      expectRefused(await decide(), 'step-up-required');
      await manager.send('post', '/session/step-up').send({ password }).expect(204);
      await decide().expect(200);
      await node.stop();
    });

    test('nothing else is asked for', async () => {
      const staff = await Client.signIn(app.url, world.emailOf('staff'));
      await age(60);
      await staff.must('comment.post', { recommendationId, text: 'Well?' });
    });

    test('a command that comes without a session decides nothing, and that is recorded', async () => {
      const [, , id = ''] = open;
      const actor = await world.actor('manager');
      const decide = async (sessionId?: string) =>
        commit(
          app.store,
          actor,
          {
            name: 'proposal.approve',
            objectType: 'proposal',
            objectId: id,
            input: { reason: null, tested: null },
          },
          { requestId: randomUUID(), expectedVersion: 1, ...(sessionId && { sessionId }) },
        );
      await expect(decide()).rejects.toMatchObject({ code: 'step-up-required', rule: 'step-up/no-session' });
      // Nor in the session of somebody else.
      const { session } = await app.store.sessions.open(world.people.director, { methods: ['password'] });
      await expect(decide(session.id)).rejects.toMatchObject({ rule: 'step-up/no-session' });
      const { rows } = await app.store.pool.query(
        `select 1 from entry where action = 'attempt.refused' and canon like '%step-up/no-session%'`,
      );
      expect(rows).toHaveLength(2);
    });
  });

  test('where decisions want a second factor, a password is none, and a code of the person is', async () => {
    const [id, manager] = [await proposed(), await Client.signIn(app.url, world.emailOf('manager'))];
    const { secret } = await doors.addTotp(manager);
    await set({ stepUpForApprovals: 'passkey', stepUpMinutes: 15 });
    await age(16);
    const decide = () => manager.command('proposal.reject', { reason: 'No.' }, { id, version: 1 });
    expect(expectRefused(await decide(), 'step-up-required').stepUp?.ways).toEqual(['totp', 'passkey']);
    await manager.send('post', '/session/step-up').send({ password }).expect(204);
    expectRefused(await decide(), 'step-up-required');
    await manager
      .send('post', '/session/step-up')
      .send({ code: codeOf(secret) })
      .expect(204);
    await decide().expect(200);
    await set({ stepUpForApprovals: 'off' });
    await manager.send('delete', '/me/totp').expect(204);
  });

  describe('where a second factor is required', () => {
    // Whoever sets it for everybody sets it for themselves.
    beforeAll(async () => {
      administrator = await Client.signIn(app.url, world.emailOf('administrator'));
      await doors.addTotp(administrator);
    });

    test.each<[Person, boolean]>([
      ['manager', true],
      ['auditor', true],
      ['staff', false],
      ['observer', false],
    ])('of deciders, %s must have one: %p', async (person, must) => {
      await set({ secondFactor: 'required-for-deciders' });
      const client = await Client.signIn(app.url, world.emailOf(person));
      expect(client.me.mustAddFactor).toBe(must);
      const answer = await client.get('/recommendations');
      if (must) expectRefused(answer, 'second-factor-required');
      else expect(answer.status).toBe(200);
    });

    test('of everybody, nothing is open before there is one, and everything after', async () => {
      await set({ secondFactor: 'required-for-all' });
      const client = await Client.signIn(app.url, world.emailOf('stranger'));
      for (const path of ['/recommendations', '/history', '/figures', '/people', '/me/saved-queries'])
        expectRefused(await client.get(path), 'second-factor-required');
      const named = { id: randomUUID(), version: 1 };
      for (const name of commandNames.filter((one) => one.startsWith('proposal.')))
        expectRefused(await client.command(name, {}, named), 'second-factor-required');
      await expect(LiveListener.connect(app.url, client)).rejects.toThrow('second factor');
      await doors.addTotp(client);
      await client.get('/recommendations').expect(200);
      (await LiveListener.connect(app.url, client)).socket.close();
      expect((await client.get('/me')).body).toMatchObject({ mustAddFactor: false });
    });
  });
});
