import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EmergencyAccessView, Page } from '#contracts';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const reason = 'A convoy is under way.';

describe('emergency access', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<'observer' | 'stranger' | 'manager', Client>;
  let recommendationId: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, 'observer', 'stranger', 'manager');
    recommendationId = await world.issued();
    const marking = { confidentiality: 'confidential' as const, reason: 'x' };
    await as.manager.must('recommendation.classify', marking, recommendationId);
  });
  afterAll(() => app.stop());

  const ask = async (client: Client) =>
    (
      await client.must('emergency-access.request', {
        hours: 2,
        reason,
        scopeType: 'recommendation',
        scopeId: recommendationId,
      })
    ).objectId;
  const end = (client: Client, id: string, version: number) =>
    client.command('emergency-access.end', {}, { id, version });
  const listed = async (client: Client, query = {}) =>
    ((await client.get('/emergency-access', query).expect(200)).body as Page<EmergencyAccessView>).rows;

  test('is held to two persons and to a day by the database itself', async () => {
    const id = await ask(as.observer);
    const set = (what: string) =>
      app.store.pool.query(`update emergency_access set ${what} where id = $1`, [id]);
    const from = 'starts_at = now(), ends_at = now()';
    await expect(set('decided_by_id = requested_by_id')).rejects.toThrow('emergency_access_by_two');
    await expect(set('hours = 25')).rejects.toThrow('emergency_access_hours');
    await expect(set(`${from} + interval '3 hours'`)).rejects.toThrow('emergency_access_in_time');
    await expect(set(`state = 'approved'`)).rejects.toThrow('emergency_access_decided');
    await end(as.observer, id, 1).expect(200);
  });

  test('cannot be asked for twice at once, nor used to find out what is there', async () => {
    const { stranger } = as;
    const request = (scopeId: string) =>
      stranger.command('emergency-access.request', {
        scopeType: 'recommendation',
        scopeId,
        hours: 1,
        reason,
      });
    const answers = [];
    for (const scopeId of [recommendationId, '0192f3a0-0000-7000-8000-000000000000']) {
      const answer = await request(scopeId).expect(201);
      expectRefused(await request(scopeId), 'already-exists');
      const { objectId } = answer.body as { objectId: string };
      const [row] = await listed(stranger, { open: 'true' });
      answers.push({ ...row, id: '', scopeId: '', createdAt: '', updatedAt: '' });
      await end(stranger, objectId, 1).expect(200);
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});
