import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tokenOfRequest } from '#contracts';
import { Directory, scimBody, type ScimList, type ScimUser } from '../support/directory.js';
import { DirectoryHouse } from '../support/directory-house.js';
import { judgeLog } from '../support/judge-log.js';
import { expectRefused } from '../support/matchers.js';
import { startApp } from '../support/start-app.js';

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

describe('the directory of the provider (SCIM)', () => {
  let house: DirectoryHouse;
  beforeAll(async () => (house = await DirectoryHouse.start()));
  afterAll(() => house.signOn.stop());

  test('Microsoft Entra ID: somebody is looked for, opened, changed, put into a group, closed and opened again', async () => {
    await house.map('Field officers', 'staff');
    const email = 'ellen@test.example';
    const none = await house.directory.find('Users', `userName eq "${email}"`).expect(200);
    expect(scimBody<ScimList>(none)).toMatchObject({ totalResults: 0, Resources: [] });
    const added = await house.directory.addUser('Ellen@Test.example', {
      externalId: '0a21f0f2',
      displayName: 'Ellen Reckert',
      name: { formatted: 'Ellen Reckert', familyName: 'Reckert', givenName: 'Ellen' },
      emails: [{ primary: true, type: 'work', value: 'Ellen@Test.example' }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Field' },
      meta: { resourceType: 'User' },
    });
    expect(added.status).toBe(201);
    const { id, meta } = scimBody<ScimUser>(added);
    expect(added.headers['location']).toBe(meta.location);
    expect(added.headers['etag']).toBe(meta.version);
    await house.directory.ask('get', `/Users/${id}`).set('If-None-Match', meta.version).expect(304);
    for (const filter of [
      'userName eq "ELLEN@test.example"',
      'externalId eq "0a21f0f2" and active eq true',
      `emails[type eq "work"].value eq "${email}"`,
      `id eq "${id}"`,
    ])
      expect(scimBody<ScimList>(await house.directory.find('Users', filter)).Resources).toMatchObject([
        { id },
      ]);
    expect(scimBody<ScimList>(await house.directory.find('Users', 'id eq "x"'))).toMatchObject({
      totalResults: 0,
    });

    const group = await house.directory
      .addGroup('Field officers', [], { externalId: '8aa1a0c0' })
      .expect(201);
    const groupId = scimBody<ScimUser>(group).id;
    await house.directory
      .patch(`/Groups/${groupId}`, { op: 'Add', path: 'members', value: [{ $ref: null, value: id }] })
      .expect(200);
    expect(await house.rolesOf(id)).toEqual(['staff']);
    const lean = await house.directory
      .ask('get', `/Groups/${groupId}?excludedAttributes=members`)
      .expect(200);
    expect(scimBody(lean)).not.toHaveProperty('members');
    expect(
      scimBody<ScimList>(await house.directory.find('Groups', 'displayName eq "field OFFICERS"')).Resources[0]
        ?.members,
    ).toMatchObject([{ value: id }]);

    const changed = await house.directory.patch(
      `/Users/${id}`,
      { op: 'Replace', path: 'displayName', value: 'Ellen R.' },
      { op: 'Add', path: 'name.familyName', value: 'R.' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'ellen.r@test.example' },
      { op: 'Add', path: 'title', value: 'Officer' },
    );
    expect(scimBody(changed.status === 200 ? changed : added)).toMatchObject({
      displayName: 'Ellen R.',
      emails: [{ value: 'ellen.r@test.example' }],
      name: { familyName: 'R.', givenName: 'Ellen' },
    });
    await house.directory
      .patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })
      .set('If-Match', meta.version)
      .expect(412);
    const closed = await house.directory.patch(`/Users/${id}`, {
      op: 'Replace',
      path: 'active',
      value: 'False',
    });
    expect(scimBody(closed)).toMatchObject({ active: false });
    expect(await house.rolesOf(id)).toEqual([]);
    const opened = await house.directory.patch(`/Users/${id}`, {
      op: 'replace',
      value: { active: true, displayName: 'Ellen' },
    });
    expect(scimBody(opened)).toMatchObject({ active: true, displayName: 'Ellen' });
    expect(await house.rolesOf(id)).toEqual(['staff']);
    await house.directory
      .patch(`/Groups/${groupId}`, { op: 'Remove', path: 'members', value: [{ value: id }] })
      .expect(200);
    expect(await house.rolesOf(id)).toEqual([]);
  });

  test('Okta: people are listed, opened, replaced and let go; a group is pushed, renamed and taken away', async () => {
    await house.map('Evaluators', 'observer');
    expect(
      scimBody(await house.directory.ask('get', '/Users?startIndex=1&count=2').expect(200)),
    ).toMatchObject({
      startIndex: 1,
      itemsPerPage: expect.any(Number),
    });
    const added = await house.directory.addUser('okta.user@test.example', {
      displayName: undefined,
      name: { givenName: 'Test', familyName: 'User' },
      emails: [{ primary: true, value: 'okta.user@test.example', type: 'work' }],
      locale: 'en-US',
      groups: [],
      password: '1mz050nq',
    });
    const user = scimBody<ScimUser>(added);
    expect(user).toMatchObject({ displayName: 'Test User', active: true });
    expect(added.text).not.toContain('1mz050nq');
    const { status, text } = await house.directory.addUser('okta.user@test.example');
    expect({ status, body: JSON.parse(text) as object }).toMatchObject({
      status: 409,
      body: { schemas: [errorSchema], scimType: 'uniqueness', status: '409' },
    });
    const replaced = await house.directory.replaceUser(user.id, {
      ...user,
      displayName: undefined,
      name: { givenName: 'Another', middleName: 'Excited', familyName: 'User' },
    });
    expect(scimBody(replaced)).toMatchObject({ displayName: 'Another User', active: true });

    const group = scimBody<ScimUser>(await house.directory.addGroup('Evaluation', [user.id]).expect(201));
    expect(await house.rolesOf(user.id)).toEqual([]);
    await house.directory
      .patch(`/Groups/${group.id}`, { op: 'replace', value: { id: group.id, displayName: 'Evaluators' } })
      .expect(200);
    expect(await house.rolesOf(user.id)).toEqual(['observer']);
    await house.directory
      .patch(`/Groups/${group.id}`, { op: 'remove', path: `members[value eq "${user.id}"]` })
      .expect(200);
    expect(await house.rolesOf(user.id)).toEqual([]);
    const whole = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Evaluators' };
    await house.directory
      .send(house.directory.ask('put', `/Groups/${group.id}`), { ...whole, members: [{ value: user.id }] })
      .expect(200);
    expect(await house.rolesOf(user.id)).toEqual(['observer']);
    await house.directory.ask('delete', `/Groups/${group.id}`).expect(204);
    await house.directory.ask('get', `/Groups/${group.id}`).expect(404);
    expect(await house.rolesOf(user.id)).toEqual([]);

    await house.directory.ask('delete', `/Users/${user.id}`).expect(204);
    await house.directory.ask('get', `/Users/${user.id}`).expect(404);
    const { body } = await house.signOn.people.auditor.get('/people', { search: 'Another User' });
    expect(body.rows).toMatchObject([{ id: user.id, state: 'deactivated' }]);
    const again = await house.directory.addUser('okta.user@test.example').expect(201);
    expect(scimBody(again)).toMatchObject({ id: user.id, active: true });
  });

  test('what it told is in the history by its word, without a person, and every step of it is legal', async () => {
    await house.signOn.app.settled();
    const { body } = await house.signOn.people.auditor.get('/history', { objectType: 'person', limit: 200 });
    const rows = body.rows as {
      action: string;
      actor: object | null;
      requestId: string;
      body: { note?: object };
    }[];
    const told = rows.filter(({ requestId }) => tokenOfRequest(requestId) === house.token.id);
    expect(new Set(told.map(({ action }) => action))).toEqual(
      new Set(['person.created', 'person.changed', 'person.deactivated', 'person.reactivated']),
    );
    expect(
      told.every(
        ({ actor, body: { note } }) => actor === null && JSON.stringify(note).includes('Test House'),
      ),
    ).toBe(true);
    const { faults, unproved } = await judgeLog(house.signOn.app.store);
    expect({ faults, unproved }).toEqual({ faults: [], unproved: [] });
  });

  test('its token ends at once; an installation without single sign-on knows of none', async () => {
    await house.signOn.people.administrator
      .send('delete', `/single-sign-on/directory-tokens/${house.token.id}`)
      .expect(204);
    await house.directory.ask('get', '/Users').expect(401);
    const plain = await startApp({ worker: false });
    try {
      const answer = await new Directory(plain.url, house.token.secret).ask('get', '/Users');
      expectRefused(answer, 'no-such-route');
    } finally {
      await plain.stop();
    }
  });
});
