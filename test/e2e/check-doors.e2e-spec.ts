import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CheckPlan, type CheckRunView } from '#contracts';
import { checked } from '../support/checked.js';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { tamper } from '../support/tamper.js';

describe('checks and alarms at the doors', () => {
  let app: TestApp;
  let world: SmallWorld;
  let people: Record<'auditor' | 'administrator' | 'director' | 'staff', Client>;
  let id: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    id = await world.started();
    people = await signedIn(app, world, 'auditor', 'administrator', 'director', 'staff');
    await app.settled();
  });
  afterAll(() => app.stop());

  const openAlarms = async () =>
    (await people.auditor.get('/alarms', { open: 'true' }).expect(200)).body.rows as {
      finding: { code: string; entryId?: string };
    }[];

  test('are for auditors and administrators of the whole installation', async () => {
    for (const person of ['auditor', 'administrator'] as const) {
      await people[person].get('/checks').expect(200);
      await people[person].get('/alarms').expect(200);
      await people[person].get('/checks/plan').expect(200);
    }
    for (const person of ['director', 'staff'] as const) {
      for (const path of ['/checks', '/alarms', '/checks/plan'])
        expectRefused(await people[person].get(path), 'not-permitted');
      expectRefused(await people[person].send('post', '/checks').send({ kind: 'evidence' }), 'not-permitted');
      expectRefused(await people[person].send('delete', `/checks/${id}`), 'not-permitted');
    }
  });

  test('a check that somebody asks for is carried out, and tells what it counted', async () => {
    const run = await checked(people.auditor, 'history-all');
    const { rows } = await app.store.pool.query<{ size: number }>('select size from log_head');
    expect(run).toMatchObject({
      outcome: 'sound',
      findings: [],
      findingCount: 0,
      askedBy: { id: world.people.auditor },
      counts: { leaves: rows[0]?.size, entries: rows[0]?.size },
    });
    expect(await checked(people.administrator, 'history-sample')).toMatchObject({ outcome: 'sound' });
  });

  test('the plan tells when each check comes next', async () => {
    const { next, isMailOn } = CheckPlan.parse((await people.auditor.get('/checks/plan').expect(200)).body);
    expect(next.map(({ kind }) => kind).sort()).toEqual(['evidence', 'history-all', 'history-sample']);
    for (const { at } of next) expect(new Date(at).getTime()).toBeGreaterThan(Date.now());
    expect(isMailOn).toBe(false);
  });

  test('what is altered raises one alarm, which a sample does not clear and a full check does', async () => {
    const { pool } = app.store;
    const { rows } = await pool.query<{ id: string; canon: string }>(
      `select id, canon from entry where action = 'recommendation.started'`,
    );
    const [entry] = rows;
    await tamper(pool, `update entry set canon = replace(canon, 'in_progress', 'on_hold') where id = $1`, [
      entry?.id,
    ]);
    for (let times = 0; times < 2; times++) {
      const run = await checked(people.auditor, 'history-all');
      expect(run.outcome).toBe('unsound');
      expect(run.findings).toContainEqual(
        expect.objectContaining({ code: 'entry-altered', entryId: entry?.id }),
      );
    }
    const found = await openAlarms();
    expect(found.filter(({ finding }) => finding.code === 'entry-altered')).toHaveLength(1);

    await tamper(pool, 'update entry set canon = $2 where id = $1', [entry?.id, entry?.canon]);
    expect(await checked(people.auditor, 'history-sample')).toMatchObject({ outcome: 'sound' });
    expect(await openAlarms()).toHaveLength(found.length);
    expect(await checked(people.auditor, 'history-all')).toMatchObject({ outcome: 'sound' });
    expect(await openAlarms()).toEqual([]);
    const past = await people.auditor.get('/alarms', { open: 'false' }).expect(200);
    expect(past.body.rows).toHaveLength(found.length);
  });

  test('a check that was asked for and has not ended is asked for once', async () => {
    const quiet = await startApp({ worker: false });
    const { auditor } = await signedIn(quiet, await createSmallWorld(quiet.store), 'auditor');
    const ask = async () =>
      (await auditor.send('post', '/checks').send({ kind: 'evidence' }).expect(200)).body as CheckRunView;
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(other.id).toBe(one.id);
    await auditor.send('delete', `/checks/${one.id}`).expect(204);
    expect((await auditor.get('/checks').expect(200)).body.rows).toMatchObject([
      { id: one.id, isCancelAsked: true, outcome: null },
    ]);
    await quiet.stop();
  });

  test('what has ended, or never was, cannot be stopped', async () => {
    const { id: ended } = await checked(people.auditor, 'evidence');
    expectRefused(await people.auditor.send('delete', `/checks/${ended}`), 'not-found');
    expectRefused(await people.auditor.send('delete', `/checks/${world.reviewId}`), 'not-found');
    expectRefused(await people.auditor.send('post', '/checks').send({ kind: 'other' }), 'invalid-input');
  });
});
