import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HistoryEntry } from '#contracts';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('decisions by the wrong person', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<Person, Client>;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    const people = Object.keys(world.people) as Person[];
    as = await signedIn(app, world, ...people);
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  const respond = { transition: 'respond', to: 'not_accepted', reason: 'There is a better way.' } as const;
  const closing = { transition: 'close-alternative', reason: 'Done in another way.' } as const;
  const decide = (by: Person, id: string, verb: 'approve' | 'reject' | 'return' = 'approve') =>
    leavesNoTrace(app.store, () =>
      as[by].command(`proposal.${verb}`, { reason: 'Because.' }, { id, version: 1 }),
    );

  test('staff cannot approve, reject or return what they proposed', async () => {
    const id = await as.staff.proposes(await world.issued(), respond);
    for (const verb of ['approve', 'reject', 'return'] as const) {
      expect(expectRefused(await decide('staff', id, verb), 'own-proposal').rule).toBe(`proposal.${verb}`);
    }
  });

  test('staff cannot approve what another proposed', async () => {
    const id = await as.staff.proposes(await world.issued(), respond);
    expect(expectRefused(await decide('editor', id), 'not-permitted').rule).toBe('proposal.approve');
  });

  test('a manager’s own proposal cannot be approved by the manager, nor a director’s by the director', async () => {
    for (const person of ['manager', 'director'] as const) {
      const id = await as[person].proposes(await world.issued(), closing);
      expectRefused(await decide(person, id), 'own-proposal');
      expectRefused(await decide(person, id, 'reject'), 'own-proposal');
    }
  });

  test('an administrator approves nothing, and an observer and a stranger do not know of it', async () => {
    const id = await as.staff.proposes(await world.issued({ confidentiality: 'public' }), respond);
    for (const person of ['administrator', 'observer'] as const) {
      expectRefused(await decide(person, id), 'not-found');
      expectRefused(await as[person].get(`/proposals/${id}`), 'not-permitted');
    }
    for (const person of ['stranger', 'strangersManager'] as const) {
      expectRefused(await decide(person, id), 'not-found');
    }
    expectRefused(await decide('auditor', id), 'not-permitted');
  });

  test('a manager is told where a level above decides', async () => {
    const id = await as.director.proposes(await world.issued(), {
      transition: 'close-not-implemented',
      reason: 'No money.',
    });
    expectRefused(await decide('manager', id), 'level-too-low');
    await as.director.must('proposal.withdraw', {}, id);
    expectRefused(await decide('director', id), 'own-proposal');
  });

  test('a decided or withdrawn proposal takes no second decision', async () => {
    const recommendationId = await world.issued();
    const first = await as.staff.proposes(recommendationId, respond);
    await as.manager.must('proposal.return', { reason: 'Say more.' }, first);
    expectRefused(await decideOn('manager', first, 2), 'proposal-not-open');
    const second = await as.staff.proposes(recommendationId, respond);
    await as.staff.must('proposal.withdraw', {}, second);
    expectRefused(await decideOn('manager', second, 2), 'proposal-not-open');
  });
  const decideOn = (by: Person, id: string, version: number) =>
    leavesNoTrace(app.store, () => as[by].command('proposal.approve', {}, { id, version }));

  test('two managers who decide at once: one decides, the other learns what happened', async () => {
    for (let round = 0; round < 5; round++) {
      const recommendationId = await world.issued();
      const id = await as.staff.proposes(recommendationId, respond);
      const answers = await Promise.all([
        as.manager.command('proposal.approve', {}, { id, version: 1 }),
        as.director.command('proposal.reject', { reason: 'No.' }, { id, version: 1 }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const loser = answers.find(({ status }) => status === 412);
      const problem = expectRefused(loser ?? answers[0], 'version-conflict');
      expect(problem).toMatchObject({ currentVersion: 2, changes: [{ version: 2 }] });
      const { state, decisions } = (await as.auditor.get(`/proposals/${id}`)).body;
      expect(decisions).toHaveLength(1);
      const { acceptance } = (await as.auditor.get(`/recommendations/${recommendationId}`)).body;
      expect([state, acceptance]).toEqual(
        problem.changes?.[0]?.action === 'proposal.approved'
          ? ['approved', 'not_accepted']
          : ['rejected', 'pending'],
      );
    }
  });

  test('the same thing proposed twice at once is proposed once', async () => {
    const recommendationId = await world.issued();
    const version = await world.versionOf('recommendation', recommendationId);
    const answers = await Promise.all(
      ['staff', 'editor', 'staff', 'editor'].map((person) =>
        as[person as Person].command('proposal.make', { recommendationId, change: respond }, { version }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expectRefused(answer, 'proposal-open-already');
    }
  });

  test('an ended grant takes effect at the next request', async () => {
    const id = await as.staff.proposes(await world.issued(), respond);
    await as.strangersManager.get('/proposals').expect(200);
    const given = await as.administrator.must('grant.give', {
      personId: world.people.strangersManager,
      role: 'manager',
      scopeType: 'entity',
      scopeId: world.entities.lead,
      reason: 'stands in',
    });
    await as.strangersManager.get(`/proposals/${id}`).expect(200);
    await as.administrator.must('grant.end', { reason: 'is back' }, given.objectId, given.version);
    expectRefused(await as.strangersManager.get(`/proposals/${id}`), 'not-found');
    expectRefused(await decide('strangersManager', id), 'not-found');
  });

  test('refused attempts are in the history, for auditors alone', async () => {
    await app.settled();
    const attempts = await as.auditor.get('/history', { refused: 'true', limit: 200 }).expect(200);
    const entries = attempts.body.rows.map((row: unknown) => HistoryEntry.parse(row)) as HistoryEntry[];
    expect(entries.map(({ body }) => ('code' in body ? body.code : ''))).toEqual(
      expect.arrayContaining(['own-proposal', 'not-permitted', 'level-too-low', 'not-found']),
    );
    for (const person of ['staff', 'manager', 'observer', 'administrator'] as const) {
      const answer = await as[person].get('/history', { refused: 'true' }).expect(200);
      expect(answer.body.rows).toEqual([]);
    }
  });
});
