import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  problemStatus,
  type CommandRequest,
  type Page,
  type ProblemCode,
  type ProposalView,
} from '#contracts';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { judgeLog } from '../support/judge-log.js';
import { leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const decisions = ['proposal.approve', 'proposal.reject', 'proposal.return'] as const;
const because = { reason: 'Back again.' };

const wrong: [string, Partial<CommandRequest<'delegation.give'>>, ProblemCode][] = [
  ['to nobody', { toId: '00000000-0000-7000-8000-00000000dead' }, 'reference-not-found'],
  ['with an end that is past', { endsAt: inDays(-1) }, 'invalid-input'],
  ['with a beginning that is past', { startsAt: inDays(-1) }, 'invalid-input'],
  ['that ends before it begins', { startsAt: inDays(3), endsAt: inDays(2) }, 'invalid-input'],
  ['for more than a year', { endsAt: inDays(367) }, 'invalid-input'],
  ['of nothing', { deeds: [] }, 'invalid-input'],
  ['of one thing twice', { deeds: ['proposal.approve', 'proposal.approve'] }, 'invalid-input'],
  ['of what nobody may lend', { deeds: ['proposal.make' as never] }, 'invalid-input'],
  ['of an entity that is not named', { scopeId: null }, 'invalid-input'],
];

async function expectLegalLog(app: TestApp): Promise<void> {
  await app.settled();
  const { faults, unproved } = await judgeLog(app.store);
  expect({ faults, unproved }).toEqual({ faults: [], unproved: [] });
}

describe('a delegation', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Awaited<ReturnType<typeof signedIn>>;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, ...(Object.keys(world.people) as (keyof typeof world.people)[]));
  });
  afterAll(async () => {
    await expectLegalLog(app);
    await app.stop();
  });

  const lending = (fields: Partial<CommandRequest<'delegation.give'>> = {}) => ({
    toId: world.people.stranger,
    scopeType: 'entity' as const,
    scopeId: world.entities.lead,
    deeds: [...decisions],
    endsAt: inDays(30),
    reason: 'On leave.',
    ...fields,
  });
  const refused = (sent: ReturnType<Client['command']>, code: ProblemCode) =>
    leavesNoTrace(app.store, async () => {
      const { status, body } = await sent;
      expect({ status, code: (body as { code: string }).code }).toEqual({
        status: problemStatus[code],
        code,
      });
    });
  const lends = (who: keyof typeof as, fields: Parameters<typeof lending>[0] = {}) =>
    as[who].command('delegation.give', lending(fields));
  const asked = async (recommendationId?: string) => {
    const id = recommendationId ?? (await world.draft());
    return { id, proposal: await as.editor.proposes(id, { transition: 'issue' }) };
  };
  const decide = (who: keyof typeof as, id: string, version = 1) =>
    as[who].command('proposal.approve', {}, { id, version });
  /** Lends, does what is to be done under it, and ends it. */
  const under = async (
    lender: keyof typeof as,
    fields: Parameters<typeof lending>[0],
    work: (delegationId: string) => Promise<unknown>,
  ) => {
    const { objectId } = await as[lender].must('delegation.give', lending(fields));
    try {
      await work(objectId);
    } finally {
      await as[lender].must('delegation.end', because, objectId, 1);
    }
  };

  test('is given of what one holds oneself, and of nothing else', async () => {
    await refused(lends('manager', { scopeType: 'installation', scopeId: null }), 'not-permitted');
    await refused(lends('manager', { scopeId: world.entities.whole }), 'not-permitted');
    await refused(lends('manager', { scopeType: 'review', scopeId: world.reviewId }), 'not-permitted');
    await refused(lends('manager', { toId: world.people.manager }), 'invalid-input');
    await refused(lends('staff'), 'not-permitted');
    for (const who of ['observer', 'administrator'] as const) await refused(lends(who), 'not-permitted');
    const whole = { scopeType: 'installation', scopeId: null } as const;
    await refused(lends('auditor', { ...whole, deeds: ['recommendation.assign'] }), 'not-permitted');
    await under('auditor', whole, () => Promise.resolve());
    const elsewhere = await world.draft({ leadEntityId: world.entities.other });
    const single = { scopeType: 'recommendation', scopeId: elsewhere } as const;
    await refused(lends('manager', single), 'not-permitted');
    await under('strangersManager', { ...single, toId: world.people.staff }, () => Promise.resolve());
  });

  test.each(wrong)('is refused %s', async (_what, fields, code) => {
    await refused(lends('manager', fields), code);
  });

  test('lets somebody decide in the name of another at once, reading what is needed for it, and says so', async () => {
    const { id, proposal } = await asked();
    await as.stranger.get(`/recommendations/${id}`).expect(404);
    await refused(decide('stranger', proposal), 'not-found');
    await under('manager', {}, async () => {
      await as.stranger.get(`/recommendations/${id}`).expect(200);
      const waiting = await as.stranger.get('/proposals', { queue: 'waiting-for-me' }).expect(200);
      expect((waiting.body as Page<ProposalView>).rows.map((row) => row.id)).toContain(proposal);
      await decide('stranger', proposal).expect(200);
      const { body } = await as.stranger.get(`/proposals/${proposal}`).expect(200);
      expect(body).toMatchObject({
        state: 'approved',
        decisions: [{ by: world.people.stranger, onBehalfOf: world.people.manager }],
        deciders: [{ name: 'Stranger Tester' }],
        decidersOnBehalfOf: [{ name: 'Manager Tester' }],
      });
      await app.settled();
      const history = await as.auditor.get('/history', { recommendationId: id, limit: 50 }).expect(200);
      const rows = (history.body as { rows: { action: string; onBehalfOf: { id: string } | null }[] }).rows;
      for (const action of ['proposal.approved', 'recommendation.issued'])
        expect(rows.find((row) => row.action === action)?.onBehalfOf?.id).toBe(world.people.manager);
      expect(rows.find((row) => row.action === 'proposal.made')?.onBehalfOf).toBeNull();
    });
    await as.stranger.get(`/recommendations/${id}`).expect(404);
  });

  test('reaches no further than its scope and its decisions', async () => {
    const other = await world.draft({ leadEntityId: world.entities.whole });
    const { id, proposal } = await asked();
    await under('director', { deeds: ['proposal.reject'] }, async () => {
      await as.stranger.get(`/recommendations/${other}`).expect(404);
      await refused(decide('stranger', proposal), 'not-permitted');
      await refused(
        as.stranger.command('recommendation.edit', { text: 'X' }, { id, version: 1 }),
        'not-permitted',
      );
      await as.stranger.get(`/recommendations/${id}/readers`).expect(403);
      const history = await as.stranger.get('/history', { recommendationId: id }).expect(200);
      const types = (history.body as { rows: { objectType: string }[] }).rows.map((row) => row.objectType);
      expect(types).not.toContain('refusal');
    });
  });

  test('is not handed on', async () => {
    await under('manager', {}, () =>
      refused(lends('stranger', { toId: world.people.observer }), 'not-permitted'),
    );
  });

  test('keeps duties apart between those who act and those for whom', async () => {
    const started = await world.started();
    const change = { transition: 'close-alternative', reason: 'Otherwise.' } as const;
    const byManager = await as.manager.proposes(started, change);
    await under('manager', {}, () => refused(decide('stranger', byManager), 'own-proposal'));
    // Their own right is used first: what the lender asked for, the recipient may decide in their own name.
    await under('manager', { toId: world.people.director }, async () => {
      await decide('director', byManager).expect(200);
      const { body } = await as.director.get(`/proposals/${byManager}`);
      expect((body as ProposalView).decisions).toMatchObject([{ onBehalfOf: null }]);
    });
    const { proposal } = await asked();
    await under('manager', { toId: world.people.editor }, () =>
      refused(decide('editor', proposal), 'own-proposal'),
    );
  });

  test('lets nobody be two of the persons who must agree', async () => {
    const id = await world.started({ criticality: 'critical' });
    const risk = { riskStatement: 'We live with it.', riskReviewDate: '2029-01-01' };
    const proposal = await as.manager.proposes(id, { transition: 'close-risk-accepted', ...risk });
    const whole = { scopeType: 'installation', scopeId: null } as const;
    await under('director', whole, async () => {
      await decide('director', proposal).expect(200);
      await refused(decide('stranger', proposal, 2), 'already-decided-by-you');
    });
  });

  test('is known to both, to auditors and administrators, and to nobody else', async () => {
    await under('manager', {}, async (id) => {
      const seenBy = async (who: keyof typeof as) =>
        ((await as[who].get('/delegations').expect(200)).body as Page<{ id: string }>).rows.some(
          (row) => row.id === id,
        );
      for (const who of ['manager', 'stranger', 'auditor', 'administrator'] as const)
        expect([who, await seenBy(who)]).toEqual([who, true]);
      for (const who of ['observer', 'staff', 'director'] as const)
        expect([who, await seenBy(who)]).toEqual([who, false]);
      await refused(as.director.command('delegation.end', because, { id, version: 1 }), 'not-found');
      await refused(as.auditor.command('delegation.end', because, { id, version: 1 }), 'not-permitted');
    });
  });

  test.each(['stranger', 'administrator'] as const)('is ended by its %s as well, once', async (who) => {
    const { proposal } = await asked();
    const { objectId: id } = await as.manager.must('delegation.give', lending());
    await as[who].must('delegation.end', because, id, 1);
    await refused(decide('stranger', proposal), 'not-found');
    await refused(as.manager.command('delegation.end', because, { id, version: 2 }), 'wrong-state');
  });

  test('begins and ends by itself', async () => {
    const { id, proposal } = await asked();
    const soon = new Date(Date.now() + 1500).toISOString();
    const later = new Date(Date.now() + 4000).toISOString();
    await as.manager.must('delegation.give', lending({ startsAt: soon, endsAt: later }));
    await as.stranger.get(`/recommendations/${id}`).expect(404);
    const reads = async () => (await as.stranger.get(`/recommendations/${id}`)).status;
    expect(await eventually(reads, (status) => status === 200, 10_000)).toBe(200);
    expect(await eventually(reads, (status) => status === 404, 10_000)).toBe(404);
    await refused(decide('stranger', proposal), 'not-found');
  });

  test('ends with what its lender holds', async () => {
    const { proposal } = await asked();
    const given = await as.administrator.must('grant.give', {
      personId: world.people.stranger,
      role: 'manager',
      scopeType: 'entity',
      scopeId: world.entities.lead,
      reason: 'Acting.',
    });
    await as.stranger.must('delegation.give', lending({ toId: world.people.observer }));
    await as.observer.get(`/proposals/${proposal}`).expect(200);
    await as.administrator.must('grant.end', because, given.objectId, 1);
    await refused(decide('observer', proposal), 'not-found');
  });

  test('is told as it stood at a time', async () => {
    const { objectId: id } = await as.manager.must('delegation.give', lending());
    await app.settled();
    const then = new Date().toISOString();
    await as.manager.must('delegation.end', because, id, 1);
    await app.settled();
    const listed = async (query: Record<string, string>) =>
      ((await as.manager.get('/delegations', query).expect(200)).body as Page<{ id: string }>).rows.map(
        (row) => row.id,
      );
    expect(await listed({ time: 'running', asOf: then })).toContain(id);
    expect(await listed({ time: 'running' })).not.toContain(id);
    expect(await listed({ time: 'ended' })).toContain(id);
  });
});
