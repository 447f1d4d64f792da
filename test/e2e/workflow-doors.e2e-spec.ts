import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { WorkflowSteps, type Change } from '../support/workflow-steps.js';
import { startApp, type TestApp } from '../support/start-app.js';

const reason = 'Because it is so.';
const due = { date: '2027-06-30', precision: 'day' } as const;

describe('a recommendation moves through the doors', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<Person, Client>;
  let steps: WorkflowSteps;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, ...(Object.keys(world.people) as Person[]));
    steps = new WorkflowSteps(app, world, as);
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  test('a draft is issued with citation, addressee and criticality, by proposal and decision', async () => {
    const draft = await as.editor.must('recommendation.draft', {
      reviewId: world.reviewId,
      code: 'D-1',
      title: 'A draft',
      text: 'Do it.',
      leadEntityId: world.entities.lead,
    });
    const id = draft.objectId;
    const problem = expectRefused(
      await steps.attempt('editor', id, { transition: 'issue' }),
      'obligation-missing',
    );
    expect(problem.fields?.[0]?.field).toBe('citation');
    await as.editor.must(
      'recommendation.edit',
      {
        citation: { document: 'The report', page: '7' },
        addressee: 'Secretariat',
        criticality: 'other',
      },
      id,
    );
    await steps.carry(id, 'editor', { transition: 'issue' }, 'manager');
    expect(await steps.view(id)).toMatchObject({
      issuance: 'issued',
      acceptance: 'pending',
      closure: 'open',
    });
    const edit = as.manager.command(
      'recommendation.edit',
      { text: 'Do something else.' },
      { id, version: 5 },
    );
    expect([409, 412]).toContain((await leavesNoTrace(app.store, async () => edit)).status);
  });

  test('it is considered and answered: accepted, in part, or not, each with its duties', async () => {
    const id = await world.issued();
    await as.staff.must('recommendation.consider', {}, id);
    expect((await steps.view(id)).acceptance).toBe('under_consideration');
    const wrong: [Change, string][] = [
      [{ transition: 'respond', to: 'not_accepted' }, 'reason'],
      [{ transition: 'respond', to: 'partially_accepted', ownerId: world.people.staff, due }, 'reason'],
      [{ transition: 'respond', to: 'accepted', due }, 'ownerId'],
      [{ transition: 'respond', to: 'accepted', ownerId: world.people.staff }, 'due'],
    ];
    for (const [change, field] of wrong) {
      expect(
        expectRefused(await steps.attempt('staff', id, change), 'obligation-missing').fields?.[0]?.field,
      ).toBe(field);
    }
    const full: Change = { transition: 'respond', to: 'accepted', ownerId: world.people.staff, due };
    expectRefused(await steps.attempt('manager', id, full), 'not-permitted');
    await steps.carry(id, 'staff', { transition: 'respond', to: 'not_accepted', reason }, 'manager');
    expect(await steps.view(id)).toMatchObject({ acceptance: 'not_accepted', dueDate: null });
    const partly: Change = { ...full, to: 'partially_accepted', reason };
    await steps.carry(id, 'staff', partly, 'manager');
    expect(await steps.view(id)).toMatchObject({
      acceptance: 'partially_accepted',
      owner: { id: world.people.staff, name: 'Staff Tester' },
      dueDate: '2027-06-30',
      originalDueDate: '2027-06-30',
      extensionCount: 0,
    });
    await steps.carry(id, 'staff', full, 'manager');
    expectRefused(await steps.attempt('staff', id, full), 'wrong-state');
  });

  test('work starts with a first action, pauses, goes on and is reported with evidence', async () => {
    const id = await world.accepted();
    const firstAction = { title: 'Begin', dueDate: due };
    expectRefused(
      await as.staff.command('recommendation.hold', { reason }, { id, version: 3 }),
      'wrong-state',
    );
    await as.staff.must('recommendation.start', { firstAction }, id);
    expect((await as.staff.get('/actions', { recommendationId: id })).body.rows).toMatchObject([
      { title: 'Begin' },
    ]);
    await as.manager.must('recommendation.hold', { reason }, id);
    expect((await steps.view(id)).implementation).toBe('on_hold');
    await as.staff.must('recommendation.resume', {}, id);
    const report = { transition: 'report-implemented' as const, narrative: 'Done.', evidenceIds: [] };
    expectRefused(await steps.attempt('staff', id, report), 'obligation-missing');
    expect((await steps.view(await steps.reported())).implementation).toBe('reported_implemented');
  });

  test('a verifier outside the chain verifies, saying what was tested, or sends the work back', async () => {
    const id = await steps.reported();
    const proposal = await as.manager.proposes(id, { transition: 'verify' });
    expectRefused(await steps.attemptApproval('auditor', proposal), 'obligation-missing');
    expectRefused(await steps.attemptApproval('manager', proposal, { tested: 'x' }), 'own-proposal');
    expectRefused(await steps.attemptApproval('director', proposal, { tested: 'x' }), 'not-permitted');
    await as.auditor.must('proposal.reject', { reason, tested: 'The minutes.' }, proposal);
    expect(await steps.view(id)).toMatchObject({
      verification: 'evidence_insufficient',
      implementation: 'in_progress',
    });
    const again = await steps.verified();
    expect((await steps.view(again)).verification).toBe('verified');
    expectRefused(
      await steps.attempt('manager', await world.started(), { transition: 'close-implemented' }),
      'wrong-state',
    );
  });

  test('a change of state voids what was proposed before it, and says so', async () => {
    const id = await world.issued();
    const proposal = await as.staff.proposes(id, { transition: 'respond', to: 'not_accepted', reason });
    await as.manager.must('recommendation.consider', {}, id);
    expect((await as.staff.get(`/proposals/${proposal}`)).body).toMatchObject({
      state: 'voided',
      version: 2,
    });
    const late = as.director.command('proposal.approve', {}, { id: proposal, version: 2 });
    expectRefused(await leavesNoTrace(app.store, async () => late), 'proposal-out-of-date');
  });
});
