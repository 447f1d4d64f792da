import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { apiBase } from '#contracts';
import { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { createSmallWorld, password, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('where the installation wants a recent sign-in', () => {
  let app: TestApp;
  let world: SmallWorld;
  let administrator: Client;
  beforeAll(async () => {
    app = await startApp({ worker: false });
    world = await createSmallWorld(app.store);
    administrator = await Client.signIn(app.url, world.emailOf('administrator'));
    const { id, version } = (await administrator.get('/installation')).body as {
      id: string;
      version: number;
    };
    await administrator.must('installation.change', { stepUpForApprovals: 'recent' }, id, version);
  });
  afterAll(() => app.stop());

  test('who gives rights or sets the house is asked as well, and of no token is it taken', async () => {
    const made = await administrator
      .send('post', '/me/tokens')
      .send({ name: 'All', access: 'write' })
      .expect(201);
    const secret = (made.body as { secret: string }).secret;
    const installation = (await administrator.get('/installation')).body as { id: string; version: number };
    const { id, version } = installation;
    const personId = world.people.staff;
    const grant = { personId, role: 'observer', scopeType: 'installation', reason: 'Helps' } as const;
    const mapping = {
      role: 'observer',
      scopeType: 'installation',
      reason: 'Helps',
      groupName: 'helpers',
    } as const;
    const asked = {
      'grant.give': () => administrator.command('grant.give', grant),
      'mapping.add': () => administrator.command('mapping.add', mapping),
      'person.reset-factors': () =>
        administrator.command('person.reset-factors', { reason: 'Lost' }, { id: personId, version: 2 }),
      'installation.change': () =>
        administrator.command('installation.change', { name: 'Other' }, { id, version }),
    };
    await app.store.pool.query(
      `update session set authenticated_at = authenticated_at - interval '16 minutes'`,
    );
    for (const give of Object.values(asked)) expectRefused(await give(), 'step-up-required');
    const byToken = (path: string, body: object) =>
      request(app.url)
        .post(`${apiBase}${path}`)
        .set({
          Authorization: `Bearer ${secret}`,
          'Idempotency-Key': randomUUID(),
          'If-Match': `"${version}"`,
        })
        .send(body);
    expectRefused(await byToken('/grants', grant), 'step-up-required');
    expectRefused(await byToken('/mappings', mapping), 'beyond-token');
    expectRefused(await byToken(`/installation/${id}/change`, { name: 'x' }), 'beyond-token');
    for (const path of ['/me/single-sign-on', '/single-sign-on/test', '/single-sign-on/directory-tokens'])
      expectRefused(
        await byToken(path, { name: 'x' }).unset('If-Match').unset('Idempotency-Key'),
        'in-person-only',
      );
    await administrator.send('post', '/session/step-up').send({ password }).expect(204);
    await asked['grant.give']().expect(201);
    await asked['mapping.add']().expect(201);
  });
});
