import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EmergencyAccessView, EmergencyUse, HistoryEntry, Page } from '#contracts';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { LiveListener } from '../support/live-listener.js';
import { expectRefused } from '../support/matchers.js';
import { leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const names = [
  'administrator',
  'staff',
  'manager',
  'director',
  'auditor',
  'observer',
  'stranger',
  'strangersManager',
] as const;
const secret = 'zugvogel';
const reason = 'A convoy is under way.';

describe('emergency access', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<(typeof names)[number], Client>;
  let recommendationId: string;
  let evidenceId: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, ...names);
    recommendationId = await world.issued({ title: secret });
    const marking = { confidentiality: 'confidential' as const };
    await as.manager.must('recommendation.classify', { ...marking, reason: 'x' }, recommendationId);
    const file = { name: 'x.txt', bytes: secret };
    const fields = { recommendationId, title: 'x', ...marking };
    const added = await as.manager.upload('/evidence/files', fields, file).expect(201);
    evidenceId = (added.body as { objectId: string }).objectId;
  });
  afterAll(() => app.stop());

  const ask = async (
    client: Client,
    scope: object = { scopeType: 'recommendation', scopeId: recommendationId },
  ) => (await client.must('emergency-access.request', { hours: 2, reason, ...scope } as never)).objectId;
  const open = (client: Client, id: string, version = 1) =>
    client.command('emergency-access.approve', {}, { id, version });
  const end = (client: Client, id: string, version = 2) =>
    client.command('emergency-access.end', {}, { id, version });
  const listed = async (client: Client, query = {}) =>
    ((await client.get('/emergency-access', query).expect(200)).body as Page<EmergencyAccessView>).rows;
  const uses = async (client: Client, id: string) =>
    ((await client.get(`/emergency-access/${id}/uses`).expect(200)).body as Page<EmergencyUse>).rows;
  const reads = async (client: Client) => (await client.get(`/recommendations/${recommendationId}`)).status;

  test('opens to one person what another lets them read, tells of it, and records what they open', async () => {
    const { observer, manager, staff, auditor, administrator } = as;
    expect(await reads(observer)).toBe(404);
    const id = await ask(observer);
    const listener = await LiveListener.connect(app.url, observer);
    await listener.follow(['all']);
    await open(manager, id).expect(200);
    await listener.hears(({ changes }) => changes.some(({ cause }) => cause === 'granted'), 10_000);
    expect(await reads(observer)).toBe(200);
    expect((await observer.get(`/evidence/${evidenceId}/file`).expect(200)).text).toBe(secret);
    expect(await reads(observer)).toBe(200);
    await observer.get('/recommendations', { search: secret }).expect(200);

    const seen = [
      ['evidence', evidenceId],
      ['recommendation', recommendationId],
    ];
    for (const client of [observer, manager, auditor, administrator]) {
      const rows = await uses(client, id);
      expect(rows.map(({ objectType, objectId }) => [objectType, objectId]).sort()).toEqual(seen);
    }
    expect(JSON.stringify(await uses(administrator, id))).not.toContain(secret);
    await staff.get(`/emergency-access/${id}/uses`).expect(404);
    expect(await listed(staff)).toEqual([]);
    expect(await listed(manager, { open: 'true' })).toMatchObject([
      {
        id,
        isRunning: true,
        useCount: 2,
        reason,
        requestedBy: { name: 'Observer Tester' },
        scopeName: 'R-1',
      },
    ]);
    expect(await listed(administrator, { open: 'true' })).toMatchObject([{ id, scopeName: null }]);

    await app.settled();
    for (const client of [manager, auditor]) {
      const { rows } = (await client.get('/history', { recommendationId }).expect(200))
        .body as Page<HistoryEntry>;
      const actions = rows.map(({ action }) => action).filter((action) => action.startsWith('emergency'));
      expect(actions.sort()).toEqual([
        'emergency-access.approved',
        'emergency-access.requested',
        'emergency-access.used',
        'emergency-access.used',
      ]);
    }
    const own = (await staff.get('/history', { limit: 200 }).expect(200)).body as Page<HistoryEntry>;
    expect(own.rows.filter(({ action }) => action.startsWith('emergency'))).toEqual([]);

    await end(administrator, id).expect(200);
    expect(await reads(observer)).toBe(404);
    await listener.hears(({ changes }) => changes.some(({ cause }) => cause === 'access-ended'), 10_000);
    listener.close();
  });

  test('lets its holder read, and do nothing', async () => {
    const { observer, manager } = as;
    const id = await ask(observer);
    await open(manager, id).expect(200);
    await leavesNoTrace(app.store, async () => {
      expectRefused(await observer.command('comment.post', { recommendationId, text: 'x' }), 'not-permitted');
      expectRefused(
        await observer.command(
          'recommendation.classify',
          { confidentiality: 'public', reason },
          { id: recommendationId, version: 3 },
        ),
        'not-permitted',
      );
    });
    for (const door of ['/people', '/grants', '/checks', `/recommendations/${recommendationId}/readers`]) {
      const before = await as.stranger.get(door);
      expect([door, before.status]).toEqual([door, before.status]);
    }
    await observer.get('/checks').expect(403);
    const history = (await observer.get('/history', { limit: 200 })).body as Page<HistoryEntry>;
    const types = new Set(history.rows.map(({ objectType }) => objectType));
    expect(
      [...types].filter((type) => ['person', 'grant', 'sign-in', 'refusal', 'export'].includes(type)),
    ).toEqual([]);
    await end(observer, id).expect(200);
    expect(await reads(observer)).toBe(404);
  });

  test('is decided by a second person who answers for the scope', async () => {
    const { observer, staff, stranger, strangersManager, manager, director, auditor, administrator } = as;
    const id = await ask(observer);
    expectRefused(await open(observer, id), 'own-proposal');
    for (const client of [staff, stranger, strangersManager])
      expectRefused(await open(client, id), 'not-found');
    expectRefused(
      await manager.command('emergency-access.approve', {}, { id, version: 2 }),
      'version-conflict',
    );
    await manager.command('emergency-access.refuse', { reason: 'No.' }, { id, version: 1 }).expect(200);
    expectRefused(await open(manager, id, 2), 'wrong-state');
    for (const client of [manager, director, auditor, administrator]) {
      const own = await ask(client);
      expectRefused(await open(client, own), 'own-proposal');
      await end(client, own, 1).expect(200);
    }
    const whole = await ask(staff, { scopeType: 'installation' });
    expectRefused(await open(manager, whole), 'not-found');
    await open(auditor, whole).expect(200);
    await end(director, whole).expect(200);
  });

  test('is not opened by somebody who stands in for the asker, nor the other way round', async () => {
    const { staff, manager, director } = as;
    const deputies = async (fromId: string, toId: string) => {
      await app.store.pool.query(
        `insert into delegation (id, version, created_at, updated_at, head_hash, from_id, to_id, scope_type, deeds,
           starts_at, ends_at)
         values (gen_random_uuid(), 1, now(), now(), '', $1, $2, 'installation', '{proposal.approve}', now(),
           now() + interval '1 day')`,
        [fromId, toId],
      );
    };
    const end = () => app.store.pool.query('delete from delegation');
    for (const [from, to] of [
      ['manager', 'staff'],
      ['staff', 'manager'],
    ] as const) {
      await deputies(world.people[from], world.people[to]);
      const id = await ask(staff);
      expectRefused(await open(manager, id), 'in-the-chain');
      await open(director, id).expect(200);
      await as.staff.command('emergency-access.end', {}, { id, version: 2 }).expect(200);
      await end();
    }
  });

  test('ends by itself: at the doors, and before the eyes of who listens', async () => {
    const { observer, manager } = as;
    const id = await ask(observer);
    await open(manager, id).expect(200);
    const hurry = `update emergency_access set starts_at = now() - interval '2 hours' + interval '3 seconds',
      ends_at = now() + interval '3 seconds' where id = $1`;
    await app.store.pool.query(hurry, [id]);
    app.store.actors.forgetAll();
    const listener = await LiveListener.connect(app.url, observer);
    await listener.follow(['all', `recommendation:${recommendationId}`]);
    expect(await reads(observer)).toBe(200);
    await listener.hears(({ changes }) => changes.length > 0, 15_000);
    expect(listener.changes).toEqual([
      { cause: 'expired', recommendationIds: null, topics: [`recommendation:${recommendationId}`] },
    ]);
    expect(
      await eventually(
        () => reads(observer),
        (status) => status === 404,
        10_000,
      ),
    ).toBe(404);
    expectRefused(await end(observer, id), 'wrong-state');
    listener.close();
  });
});
