import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CommandName, CommandRequest } from '#contracts';
import { Client } from '../support/client.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { questionsAmong, statementsOf, type Statement } from '../support/statements.js';

/** What a command may send at most, `begin` and `commit` and the person's rights, held still, included. */
const statementsMax = 11;
/** What a node asks by itself. */
const ownWork = new Set(['entries-after', 'rights-changes']);

describe('the number of statements', () => {
  let app: TestApp;
  let world: SmallWorld;
  let statements: Statement[];
  beforeAll(async () => {
    app = await startApp({ worker: false });
    world = await createSmallWorld(app.store);
    statements = statementsOf(app.store.pool);
  });
  afterAll(() => app.stop());

  /** What was sent, without what a node does by itself: waking the sequencer, looking for entries and changed rights. */
  const sent = () =>
    statements.filter(({ name, text }) => !ownWork.has(name ?? '') && !text.includes('pg_notify'));

  async function countOf<N extends CommandName>(
    person: Person,
    name: N,
    input: CommandRequest<N>,
    target = {},
  ) {
    const actor = await world.actor(person);
    statements.length = 0;
    const receipt = await issue(app.store, actor, name, input, { ...target, idempotencyKey: randomUUID() });
    return { receipt, count: sent().length };
  }

  /** A recommendation on which a report waits, with so much evidence, and as many other things. */
  async function waiting(size: number): Promise<{ id: string; proposalId: string }> {
    const id = await world.started();
    const staff = await world.actor('staff');
    const evidenceIds: string[] = [];
    for (let count = 0; count < size; count++) {
      const link = { recommendationId: id, title: 'Minutes', url: 'https://example.org' };
      evidenceIds.push((await issue(app.store, staff, 'evidence.add-link', link)).objectId);
      await issue(app.store, staff, 'comment.post', { recommendationId: id, text: 'Well?' });
    }
    const report = { transition: 'report-implemented', narrative: 'Done.', evidenceIds } as const;
    const { objectId } = await issue(app.store, staff, 'proposal.make', {
      recommendationId: id,
      change: { ...report, evidenceIds },
    });
    if (size > 1) {
      const change = {
        transition: 'move-due-date',
        due: { date: '2028-01-01', precision: 'day' },
        reason: 'Late.',
      } as const;
      await issue(app.store, staff, 'proposal.make', { recommendationId: id, change });
    }
    return { id, proposalId: objectId };
  }

  test('of a decision is the same for one item of evidence and for twenty', async () => {
    const [little, much] = [await waiting(1), await waiting(20)];
    const counts: number[] = [];
    for (const { proposalId } of [little, much])
      counts.push((await countOf('manager', 'proposal.approve', {}, { id: proposalId })).count);
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(statementsMax);
  });

  test('of a change of state that voids what was asked is the same for none and for several', async () => {
    const counts: number[] = [];
    for (const id of [await world.started(), (await waiting(5)).id])
      counts.push((await countOf('staff', 'recommendation.hold', { reason: 'No money.' }, { id })).count);
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(statementsMax);
  });

  test('of every small command is small', async () => {
    const recommendationId = await world.started();
    const url = 'https://example.org';
    const due = { date: '2027-01-01', precision: 'day' } as const;
    const counts = {
      comment: await countOf('staff', 'comment.post', { recommendationId, text: 'Well?' }),
      link: await countOf('staff', 'evidence.add-link', { recommendationId, title: 'Minutes', url }),
      action: await countOf('staff', 'action.plan', { recommendationId, title: 'Begin', due }),
      edit: await countOf('editor', 'recommendation.edit', { themes: ['a'] }, { id: await world.draft() }),
    };
    for (const [name, { count }] of Object.entries(counts))
      expect([name, count <= statementsMax]).toEqual([name, true]);
  });

  test('of a list through the door is one, for one row as for fifty', async () => {
    for (let count = 0; count < 50; count++) await world.draft();
    const director = await Client.signIn(app.url, world.emailOf('director'));
    for (const path of [
      '/recommendations',
      '/proposals',
      '/reviews',
      '/people',
      '/grants',
      '/actions',
      '/evidence',
    ]) {
      await director.get(path, { limit: 1 }).expect(200);
      for (const limit of [1, 50]) {
        statements.length = 0;
        const { body } = await director.get(path, { limit }).expect(200);
        expect([path, (body as { rows: unknown[] }).rows.length > 0]).toEqual([path, true]);
        expect(questionsAmong(sent())).toHaveLength(1);
        // The first of a connection has its transaction with it: begin, who asks, and commit.
        expect([1, 4]).toContain(sent().length);
      }
    }
  });
});
