import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { apiBase, Me, NeedsFactor, secondStepMark } from '#contracts';
import { commit } from '#store';
import { accepted, Client } from '../support/client.js';
import { codeOf, FactorDoors } from '../support/factor-doors.js';
import { judgeLog } from '../support/judge-log.js';
import { expectRefused } from '../support/matchers.js';
import { faultOf, here, SignOnHouse } from '../support/sign-on-house.js';
import { startNode, type TestNode } from '../support/start-app.js';

describe('groups of single sign-on', () => {
  let house: SignOnHouse;
  let otherNode: TestNode;
  beforeAll(async () => {
    house = await SignOnHouse.start();
    otherNode = await startNode(house.app);
  });
  afterAll(async () => {
    await otherNode.stop();
    await house.stop();
  });

  test('groups bring rights at sign-in and take them away, on every node, and nothing else is touched', async () => {
    const { administrator } = house.people;
    const scope = { scopeType: 'installation', reason: 'The department works here' } as const;
    await administrator.must('mapping.add', {
      ...scope,
      role: 'auditor',
      groupName: 'auditors',
      verifies: true,
    });
    const everybody = await administrator.must('mapping.add', {
      ...scope,
      role: 'observer',
      groupName: 'everybody',
    });
    house.knows('manager', { groups: ['auditors', 'everybody', 'unknown'] });
    await house.comesIn();
    expect(await house.mapped('manager')).toEqual(['auditor', 'observer']);
    const manager = await Client.signIn(house.app.url, house.world.emailOf('manager'));
    const elsewhere = manager.at(otherNode.url);
    await elsewhere.get('/log/status').expect(200);
    await elsewhere.get('/checks').expect(200);
    house.knows('manager', { groups: ['everybody'] });
    await house.comesIn();
    expect(await house.mapped('manager')).toEqual(['observer']);
    const until = Date.now() + 2_000;
    let status = 200;
    while (status === 200 && Date.now() < until) ({ status } = await elsewhere.get('/checks'));
    expect(status).toBe(403);
    await administrator.must('mapping.end', { reason: 'No longer' }, everybody.objectId, 1);
    expect(await house.mapped('manager')).toEqual([]);
    const { body } = await administrator.get('/grants', {
      personId: house.world.people.manager,
      ended: 'false',
    });
    expect(body.rows).toMatchObject([{ role: 'manager', mappingId: null }]);
  });

  test('its word ends no right that a person gave', async () => {
    const { rows } = await house.app.store.pool.query<{ id: string }>(
      'select id from "grant" where person_id = $1 and mapping_id is null',
      [house.world.people.manager],
    );
    const command = {
      name: 'grant.end',
      objectType: 'grant',
      objectId: rows[0]?.id ?? '',
      input: { reason: 'x' },
    } as const;
    const byWord = { requestId: randomUUID(), expectedVersion: null, provider: 'https://provider.test' };
    await expect(commit(house.app.store, null, command, byWord)).rejects.toMatchObject({
      code: 'not-permitted',
      rule: 'grant.end',
    });
  });

  test('nobody maps themselves into rights, and the rights of administrators need a word of their own', async () => {
    const { administrator } = house.people;
    const mapping = {
      groupName: 'chiefs',
      role: 'administrator',
      scopeType: 'installation',
      reason: 'Chiefs',
    } as const;
    expectRefused(await administrator.command('mapping.add', mapping), 'invalid-input');
    expectRefused(
      await house.people.auditor.command('mapping.add', { ...mapping, isMeant: true }),
      'not-permitted',
    );
    await administrator.must('mapping.add', { ...mapping, isMeant: true });
    await administrator.must('mapping.add', { ...mapping, role: 'staff' });
    house.knows('administrator', { groups: ['chiefs'] });
    await house.comesIn();
    expect(await house.mapped('administrator')).toEqual([]);
    house.knows('director', { groups: ['chiefs'] });
    await house.comesIn();
    expect(await house.mapped('director')).toEqual(['administrator', 'staff']);
    const { body } = await administrator.get('/mappings', { state: 'active' });
    expect(body.rows.filter(({ groupName }: { groupName: string }) => groupName === 'chiefs')).toMatchObject([
      { isOwnGroup: true, held: 1 },
      { isOwnGroup: true, held: 1 },
    ]);
  });

  test('an account is opened at the first sign-on, in domains that are named, with the rights of its groups alone', async () => {
    const { administrator } = house.people;
    const newcomer = { sub: 'new', email: 'Nadia@field.example', email_verified: true, groups: ['field'] };
    house.provider.person = newcomer;
    expect(faultOf((await house.comesIn()).landing)).toBe('unknown-person');
    const { id } = (await administrator.get('/installation')).body as { id: string };
    const set = async (accountDomains: string[]) => {
      const version = await house.world.versionOf('installation', id);
      return administrator.command('installation.change', { accountDomains }, { id, version });
    };
    for (const wrong of [['*.example'], ['example'], ['a.example', 'A.example'], ['x@a.example']])
      expectRefused(await set(wrong), 'invalid-input');
    accepted(await set(['Field.example']));
    await administrator.must('mapping.add', {
      groupName: 'field',
      role: 'observer',
      scopeType: 'installation',
      reason: 'Field work',
    });
    for (const wrong of [
      { email: 'nadia@sub.field.example' },
      { email: 'nadia@field.example.org' },
      { email_verified: false },
    ]) {
      house.provider.person = { ...newcomer, ...wrong };
      expect(faultOf((await house.comesIn()).landing)).not.toBeNull();
    }
    house.provider.person = newcomer;
    const { travelling } = await house.comesIn();
    const me = Me.parse(await (await house.me(travelling)).json());
    expect(me.person).toMatchObject({ name: 'nadia', email: 'nadia@field.example' });
    expect(me.grants).toMatchObject([{ role: 'observer' }]);
    const again = Me.parse(await (await house.me((await house.comesIn()).travelling)).json());
    expect(again.person.id).toBe(me.person.id);
    house.provider.person = { ...newcomer, sub: 'somebody else' };
    expect(faultOf((await house.comesIn()).landing)).toBe('linked-elsewhere');
  });

  test('whoever has a second factor is asked for it, unless the provider says that it asked for several', async () => {
    const doors = new FactorDoors(house.app, house.world);
    const { secret } = await doors.withTotp('staff');
    house.knows('staff');
    const { travelling, landing } = await house.comesIn();
    expect((await house.me(travelling)).status).toBe(401);
    expect(landing.url.search).toBe('?a=1');
    const coded = landing.url.hash.slice(`#${secondStepMark}`.length);
    const asked = NeedsFactor.parse(JSON.parse(Buffer.from(coded, 'base64url').toString()));
    expect(asked.ways).toEqual(['totp', 'recovery-code']);
    await doors.show(asked.ticket, { code: codeOf(secret) }).expect(200);
    expect((await doors.told('sign-in.accepted', 'staff')).at(-1)).toMatchObject({
      methods: ['sso', 'totp'],
    });
    house.knows('staff', { amr: ['pwd', 'mfa'] });
    const trusted = await house.comesIn();
    expect(trusted.landing.url.hash).toBe('');
    expect((await house.me(trusted.travelling)).status).toBe(200);
  });

  test('what was done by its word names the provider, and every step of it is legal', async () => {
    await house.app.settled();
    const { body } = await house.people.auditor.get('/history', { objectType: 'grant', limit: 200 });
    const rows = body.rows as {
      action: string;
      actor: object | null;
      body: { note: Record<string, string> };
    }[];
    const byWord = rows.filter(({ body: { note } }) => note['provider']);
    expect(byWord.length).toBeGreaterThan(4);
    expect(byWord.every(({ actor }) => actor === null)).toBe(true);
    expect(byWord.find(({ action }) => action === 'grant.ended')?.body.note).toMatchObject({
      reason: expect.stringContaining('group'),
      provider: expect.any(String),
    });
    const { faults, unproved } = await judgeLog(house.app.store);
    expect({ faults, unproved }).toEqual({ faults: [], unproved: [] });
  });

  test('its keepers see how it is set up and who comes in by it, others do not; nobody sees the secret', async () => {
    const state = await house.people.auditor.get('/single-sign-on/state').expect(200);
    expect(state.body.setup).toMatchObject({ name: 'Test House', hasSecret: true, clientId: 'uphold' });
    expect(state.text).not.toContain(house.provider.client.secret);
    const { body } = await house.people.administrator
      .get('/single-sign-on/identities', { limit: 2 })
      .expect(200);
    expect(body.rows).toHaveLength(2);
    const more = await house.people.administrator.get('/single-sign-on/identities', {
      cursor: body.next as string,
    });
    expect(more.body.rows.length).toBeGreaterThan(0);
    for (const path of ['/single-sign-on/state', '/single-sign-on/identities', '/mappings'])
      expectRefused(await house.people.staff.get(path), 'not-permitted');
    expectRefused(await house.people.auditor.send('post', '/single-sign-on/test'), 'not-permitted');
    expect((await house.browser().ask(new URL(`${here}${apiBase}/single-sign-on`))).status).toBe(200);
  });
});
