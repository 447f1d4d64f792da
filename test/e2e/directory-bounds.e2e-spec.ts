import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { apiBase, directoryBase } from '#contracts';
import { bringInStep } from '#store';
import { Directory, scimBody, type ScimList, type ScimUser } from '../support/directory.js';
import { DirectoryHouse } from '../support/directory-house.js';
import { expectRefused } from '../support/matchers.js';
import { oddDirectoryRequest } from '../support/odd-directory-requests.js';

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

describe('what the directory of the provider may and may not (SCIM)', () => {
  let house: DirectoryHouse;
  beforeAll(async () => (house = await DirectoryHouse.start()));
  afterAll(() => house.signOn.stop());

  test('says what it can, to whoever has its token and to nobody else', async () => {
    const { administrator, auditor, staff } = house.signOn.people;
    const listed = await auditor.get('/single-sign-on/directory-tokens').expect(200);
    expect(listed.body.rows).toMatchObject([{ name: 'Entra ID', lastUsedAt: null }]);
    expect(listed.text).not.toContain(house.token.secret);
    expectRefused(await staff.get('/single-sign-on/directory-tokens'), 'not-permitted');
    const asked = { name: 'Mine', days: 1 };
    expectRefused(
      await auditor.send('post', '/single-sign-on/directory-tokens').send(asked),
      'not-permitted',
    );

    const own = await administrator
      .send('post', '/me/tokens')
      .send({ name: 'Own', access: 'write' })
      .expect(201);
    for (const secret of [own.body.secret as string, 'nonsense', ''])
      for (const path of ['/ServiceProviderConfig', '/Users', '/Groups', '/nowhere']) {
        const answer = await new Directory(house.signOn.app.url, secret).ask('get', path).expect(401);
        expect(answer.headers['www-authenticate']).toBe('Bearer');
        expect(scimBody(answer)).toMatchObject({ schemas: [errorSchema], status: '401' });
      }
    await request(house.signOn.app.url)
      .get(`${directoryBase}/Users`)
      .set('Cookie', administrator.cookie)
      .expect(401);
    for (const path of ['/me', '/people', '/single-sign-on/directory-tokens'])
      await request(house.signOn.app.url)
        .get(`${apiBase}${path}`)
        .set('Authorization', `Bearer ${house.token.secret}`)
        .expect(401);

    const able = await house.directory.ask('get', '/ServiceProviderConfig').expect(200);
    expect(able.headers['content-type']).toBe('application/scim+json; charset=utf-8');
    expect(scimBody(able)).toMatchObject({ patch: { supported: true }, bulk: { supported: false } });
    for (const path of ['/ResourceTypes', '/Schemas']) {
      const all = scimBody<ScimList>(await house.directory.ask('get', path).expect(200));
      expect(all.totalResults).toBe(2);
      for (const { id } of all.Resources) await house.directory.ask('get', `${path}/${id}`).expect(200);
    }
    await house.directory.ask('post', '/Bulk').expect(501);
    await house.directory.ask('get', '/nowhere').expect(404);
    const used = await auditor.get('/single-sign-on/directory-tokens');
    expect(used.body.rows[0].lastUsedAt).toEqual(expect.any(String));
  });

  test('whose account it does not keep, it cannot touch; what a person closed, it does not open', async () => {
    const { people, emailOf } = house.signOn.world;
    await house.directory.ask('get', `/Users/${people.staff}`).expect(404);
    await house.directory
      .patch(`/Users/${people.staff}`, { op: 'replace', path: 'active', value: false })
      .expect(404);
    await house.directory.ask('delete', `/Users/${people.staff}`).expect(404);
    await house.directory.addGroup('Strangers', [people.staff]).expect(400);
    // The operator of this house trusts the provider for addresses.
    const taken = await house.directory
      .addUser(emailOf('observer'), { displayName: 'Olive Observer' })
      .expect(201);
    expect(scimBody(taken)).toMatchObject({ id: people.observer, displayName: 'Olive Observer' });
    expect(await house.rolesOf(people.observer)).toEqual(['observer']);
    const seen = await house.signOn.world.versionOf('person', people.observer);
    await house.signOn.people.administrator.must(
      'person.deactivate',
      { reason: 'Left' },
      people.observer,
      seen,
    );
    const active = { op: 'replace', path: 'active', value: true };
    const refused = await house.directory.patch(`/Users/${people.observer}`, active).expect(403);
    expect(scimBody(refused)).toMatchObject({ status: '403', detail: expect.stringContaining('a person') });
    await house.directory.ask('delete', `/Users/${people.observer}`).expect(204);
    await house.directory.addUser(emailOf('observer')).expect(403);
  });

  test('administrators come by a mapping alone, and the last one stays', async () => {
    const { people, emailOf } = house.signOn.world;
    await house.directory.addUser('boss@test.example', { roles: [{ value: 'administrator' }] }).expect(201);
    const boss =
      scimBody<ScimList>(await house.directory.find('Users', 'userName eq "boss@test.example"')).Resources[0]
        ?.id ?? '';
    expect(await house.rolesOf(boss)).toEqual([]);
    const own = scimBody<ScimUser>(await house.directory.addUser(emailOf('administrator')).expect(201));
    const to = { op: 'replace', path: 'emails[type eq "work"].value', value: 'elsewhere@test.example' };
    await house.directory.patch(`/Users/${own.id}`, to).expect(403);
    const off = { op: 'replace', path: 'active', value: false };
    for (const last of [
      await house.directory.patch(`/Users/${people.administrator}`, off),
      await house.directory.ask('delete', `/Users/${people.administrator}`),
    ])
      expect(scimBody(last)).toMatchObject({ status: '409', detail: expect.stringContaining('administers') });

    await house.signOn.people.administrator.must('mapping.add', {
      groupName: 'Chiefs',
      role: 'administrator',
      scopeType: 'installation',
      isMeant: true,
      reason: 'They are meant',
    });
    const chiefs = scimBody<ScimUser>(await house.directory.addGroup('Chiefs', [boss, own.id]).expect(201));
    expect(await house.rolesOf(boss)).toEqual(['administrator']);
    const [given] = (
      await house.signOn.people.administrator.get('/grants', {
        personId: people.administrator,
        ended: 'false',
      })
    ).body.rows as { id: string; mappingId: null }[];
    // A weighty role is brought only as long as its author holds it: it stays with the last one all the same.
    await house.signOn.app.store.pool.query('update "grant" set ended_at = now() where id = $1', [given?.id]);
    for (const last of [
      await house.directory.patch(`/Groups/${chiefs.id}`, {
        op: 'remove',
        path: `members[value eq "${boss}"]`,
      }),
      await house.directory.patch(`/Groups/${chiefs.id}`, {
        op: 'replace',
        value: { displayName: 'Others' },
      }),
      await house.directory.ask('delete', `/Groups/${chiefs.id}`),
      await house.directory.patch(`/Users/${boss}`, off),
    ])
      expect(scimBody(last)).toMatchObject({ status: '409', detail: expect.stringContaining('administers') });
    const step = await bringInStep(house.signOn.app.store, boss, { provider: 'Test House', requestId: 'r' });
    expect(step).toMatchObject({ ended: 0, kept: 1 });
    expect(scimBody(await house.directory.ask('get', `/Groups/${chiefs.id}`))).toMatchObject({
      displayName: 'Chiefs',
      members: [{}, {}],
    });
    await house.signOn.app.store.pool.query('update "grant" set ended_at = null where id = $1', [given?.id]);
    await house.directory.ask('delete', `/Groups/${chiefs.id}`).expect(204);
    expect(await house.rolesOf(boss)).toEqual([]);
  });

  test('odd requests are refused in its own words, and change nothing', async () => {
    const size = async () =>
      (await house.signOn.app.store.pool.query<{ n: string }>('select count(*) as n from entry')).rows[0]?.n;
    const before = await size();
    for (let seed = 1; seed <= 200; seed++) {
      const answer = await oddDirectoryRequest(house.directory, seed);
      const told = { seed, status: answer.status, text: answer.text };
      expect({ ...told, isRefused: answer.status >= 400 && answer.status < 500 }).toMatchObject({
        isRefused: true,
      });
      if (answer.status !== 413)
        expect({ ...told, body: JSON.parse(answer.text) as object }).toMatchObject({
          body: { schemas: [errorSchema], status: String(answer.status) },
        });
    }
    expect(await size()).toBe(before);
  });
});
