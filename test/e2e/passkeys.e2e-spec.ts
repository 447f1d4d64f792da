import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Me } from '#contracts';
import type { Client } from '../support/client.js';
import { FactorDoors } from '../support/factor-doors.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog } from '../support/record.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { SoftwareAuthenticator } from '../support/software-authenticator.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('a passkey', () => {
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

  let client: Client;
  let device: SoftwareAuthenticator;
  beforeAll(async () => {
    client = await doors.client('manager');
    device = await doors.withPasskey(client);
  });
  const enter = (options: unknown, answering = {}, by = device) =>
    doors.post('/passkey', { passkey: by.answer(options, { origin: doors.origin, ...answering }) });

  test('signs in by itself, and says whose it is', async () => {
    const answer = await enter(await doors.optionsFor()).expect(200);
    expect(Me.strict().parse(answer.body).person.id).toBe(world.people.manager);
    expect((await doors.told('sign-in.accepted', 'manager')).at(-1)).toMatchObject({ methods: ['passkey'] });
  });

  test('is asked of everybody in the same words', async () => {
    const [one, two] = [await doors.optionsFor(), await doors.optionsFor()];
    expect({ ...one, challenge: '' }).toEqual({ ...two, challenge: '' });
    expect(one).not.toHaveProperty('allowCredentials.0');
    expect(one).toMatchObject({ userVerification: 'required', rpId: 'localhost' });
  });

  test('is the second factor after a password', async () => {
    const ticket = await doors.ticketOf('manager');
    const options = await doors.optionsFor(ticket);
    expect(options['allowCredentials']).toMatchObject([{ id: device.credentialId.toString('base64url') }]);
    await doors
      .show(ticket, { passkey: device.answer(options, { origin: doors.origin, verifies: false }) })
      .expect(200);
  });

  test('answers a challenge once, in time, and one that was meant for it', async () => {
    const options = await doors.optionsFor();
    const passkey = device.answer(options, { origin: doors.origin });
    await doors.post('/passkey', { passkey }).expect(200);
    expectRefused(await doors.post('/passkey', { passkey }), 'factor-refused');
    const late = await doors.optionsFor();
    await app.store.pool.query(`update passkey_challenge set expires_at = now()`);
    expectRefused(await enter(late), 'factor-refused');
    expectRefused(await enter(await doors.optionsFor(await doors.ticketOf('manager'))), 'factor-refused');
    expectRefused(
      await enter({ ...(await doors.optionsFor()), challenge: 'A'.repeat(43) }),
      'factor-refused',
    );
  });

  test('does not answer another site, or for one', async () => {
    expectRefused(
      await enter(await doors.optionsFor(), { origin: 'https://evil.example' }),
      'factor-refused',
    );
    expectRefused(await enter(await doors.optionsFor(), { rpId: 'evil.example' }), 'factor-refused');
  });

  test('of which nobody showed that it is theirs does not sign in by itself', async () => {
    expectRefused(await enter(await doors.optionsFor(), { verifies: false }), 'factor-refused');
  });

  test('that was copied is refused, and recorded', async () => {
    const copy = device.copy();
    await enter(await doors.optionsFor()).expect(200);
    expectRefused(await enter(await doors.optionsFor(), {}, copy), 'factor-refused');
    expect((await doors.told('sign-in.refused', 'manager')).at(-1)).toEqual({
      fault: 'cloned-passkey',
      failures: 1,
    });
  });

  test('is not another’s factor, and an unknown one is nobody’s', async () => {
    await doors.withTotp('staff');
    const ticket = await doors.ticketOf('staff');
    expectRefused(
      await doors.show(ticket, {
        passkey: device.answer(await doors.optionsFor(ticket), { origin: doors.origin }),
      }),
      'factor-refused',
    );
    expectRefused(await enter(await doors.optionsFor(), {}, new SoftwareAuthenticator()), 'factor-refused');
  });

  test('is made for the challenge of its owner, on this site', async () => {
    const made = new SoftwareAuthenticator();
    const add = (options: unknown, where = doors.origin) =>
      client.send('post', '/me/passkeys').send({ name: 'B', passkey: made.make(options, { origin: where }) });
    const options = async () =>
      (await client.send('post', '/me/passkeys/options').expect(200)).body.options as unknown;
    expectRefused(await add(await options(), 'https://evil.example'), 'factor-refused');
    const other = await doors.client('director');
    const { options: others } = (await other.send('post', '/me/passkeys/options').expect(200)).body;
    expectRefused(await add(others), 'factor-refused');
    const once = await options();
    await add(once).expect(200);
    expectRefused(await add(once), 'factor-refused');
    expectRefused(await add(await options()), 'already-exists');
  });

  test('is named, listed and taken away by its owner alone', async () => {
    const { passkeys } = (await client.get('/me/factors').expect(200)).body as {
      passkeys: { id: string; name: string }[];
    };
    const [first, second] = passkeys;
    const other = await doors.client('director');
    expectRefused(await other.send('put', `/me/passkeys/${first?.id}`).send({ name: 'Mine' }), 'not-found');
    expectRefused(await other.send('delete', `/me/passkeys/${first?.id}`), 'not-found');
    await client.send('put', `/me/passkeys/${first?.id}`).send({ name: 'The blue one' }).expect(204);
    await client.send('delete', `/me/passkeys/${second?.id}`).expect(204);
    expect((await client.get('/me/factors')).body.passkeys).toMatchObject([{ name: 'The blue one' }]);
    expect(await doors.told('sign-in.factor-removed', 'manager')).toEqual([{ factor: 'passkey' }]);
  });
});
