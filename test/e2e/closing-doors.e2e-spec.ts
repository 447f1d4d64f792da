import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Client } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { expectWholeLog } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { WorkflowSteps, type Change } from '../support/workflow-steps.js';
import { startApp, type TestApp } from '../support/start-app.js';

const reason = 'Because it is so.';

describe('a recommendation is closed, moved and reopened through the doors', () => {
  let app: TestApp;
  let world: SmallWorld;
  let as: Record<Person, Client>;
  let steps: WorkflowSteps;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    as = await signedIn(app, world, ...(Object.keys(world.people) as Person[]));
    await appointDeputy();
    steps = new WorkflowSteps(app, world, as);
  });
  afterAll(async () => {
    await app.settled();
    await expectWholeLog(app.store);
    await app.stop();
  });

  /** Another manager of the whole, for what two persons must approve. */
  const appointDeputy = () =>
    as.administrator.must('grant.give', {
      personId: world.people.strangersManager,
      role: 'manager',
      scopeType: 'entity',
      scopeId: world.entities.whole,
      reason: 'is the deputy',
    });
  const closings: [Change, Person, string][] = [
    [{ transition: 'close-alternative', reason }, 'auditor', 'closed_alternative'],
    [{ transition: 'close-overtaken', reason }, 'director', 'closed_overtaken_by_events'],
    [{ transition: 'close-not-implemented', reason }, 'director', 'closed_not_implemented'],
  ];
  test.each(closings)('it closes: %j', async (change, decider, closure) => {
    const id = await world.started();
    await steps.carry(id, 'manager', change, decider);
    expect((await steps.view(id)).closure).toBe(closure);
    expectRefused(await steps.attempt('manager', id, change), 'wrong-state');
  });

  test('what is critical is closed by two', async () => {
    const id = await world.started({ criticality: 'critical' });
    const proposal = await as.manager.proposes(id, { transition: 'close-alternative', reason });
    await as.auditor.must('proposal.approve', {}, proposal);
    expect((await steps.view(id)).closure).toBe('open');
    await as.director.must('proposal.approve', {}, proposal);
    expect((await steps.view(id)).closure).toBe('closed_alternative');
  });

  test.each(['critical', 'other'] as const)(
    'a risk is accepted by two managers of a level above: %s',
    async (criticality) => {
      const id = await world.started({ criticality });
      const risk = {
        transition: 'close-risk-accepted' as const,
        riskStatement: 'Great.',
        riskReviewDate: '2027-01-01',
      };
      const proposal = await as.manager.proposes(id, risk);
      await as.director.must('proposal.approve', {}, proposal);
      expect((await steps.view(id)).closure).toBe('open');
      expectRefused(await steps.attemptApproval('director', proposal), 'already-decided-by-you');
      await as.strangersManager.must('proposal.approve', {}, proposal);
      expect((await steps.view(id)).closure).toBe('closed_risk_accepted');
    },
  );

  test('it is superseded by another that exists', async () => {
    const [id, successor] = [await world.issued(), await world.issued()];
    const change = { transition: 'supersede' as const, reason, supersededById: successor };
    await steps.carry(id, 'manager', change, 'director');
    expect((await steps.view(id)).closure).toBe('superseded');
    expectRefused(await steps.attempt('manager', successor, change), 'obligation-missing');
    const nothing = { ...change, supersededById: randomUUID() };
    expectRefused(await steps.attempt('manager', successor, nothing), 'reference-not-found');
  });

  test('a due date moves by decision, of a level above where it is critical, and the first one stays', async () => {
    const move = {
      transition: 'move-due-date' as const,
      due: { date: '2028-01-01', precision: 'month' as const },
      reason,
    };
    const id = await world.accepted();
    await steps.carry(id, 'staff', move, 'manager');
    await steps.carry(id, 'staff', { ...move, due: { date: '2029-01-01', precision: 'year' } }, 'manager');
    expect(await steps.view(id)).toMatchObject({
      dueDate: '2029-01-01',
      duePrecision: 'year',
      originalDueDate: '2027-06-30',
      extensionCount: 2,
    });
    const critical = await world.accepted({ criticality: 'critical' });
    const proposal = await as.staff.proposes(critical, move);
    expectRefused(await steps.attemptApproval('manager', proposal), 'level-too-low');
    await as.director.must('proposal.approve', {}, proposal);
    expect((await steps.view(critical)).extensionCount).toBe(1);
  });

  test('what is closed is reopened with a reason, and nothing of it counts as verified', async () => {
    const id = await steps.verified();
    await steps.carry(id, 'manager', { transition: 'close-implemented' }, 'director');
    expect((await steps.view(id)).closure).toBe('closed_implemented');
    await steps.carry(id, 'auditor', { transition: 'reopen', reason }, 'manager');
    expect(await steps.view(id)).toMatchObject({
      closure: 'open',
      implementation: 'in_progress',
      verification: 'not_assessed',
    });
  });
});
