import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HistoryEntry, ProposalView, Receipt, RecommendationView } from '#contracts';
import { Client } from '../support/client.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('the main job', () => {
  let app: TestApp;
  let world: SmallWorld;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
  });
  afterAll(() => app.stop());

  test('staff reports with evidence, the manager approves, the auditor reads the whole history', async () => {
    const [staff, manager, auditor] = (await Promise.all(
      (['staff', 'manager', 'auditor'] as const).map((person) =>
        Client.signIn(app.url, world.emailOf(person)),
      ),
    )) as [Client, Client, Client];
    const id = await world.started();
    const evidence = await staff.must('evidence.add-link', {
      recommendationId: id,
      title: 'Minutes of the working group',
      url: 'https://example.org/minutes',
    });
    expect(Receipt.parse(evidence)).toMatchObject({ objectType: 'evidence', version: 1 });
    const proposalId = await staff.proposes(id, {
      transition: 'report-implemented',
      narrative: 'The structure is in place.',
      evidenceIds: [evidence.objectId],
    });
    const waiting = await manager.get('/proposals', { queue: 'waiting-for-me' }).expect(200);
    expect(waiting.body.rows.map((row: unknown) => ProposalView.parse(row).id)).toEqual([proposalId]);

    await manager.must('proposal.approve', { reason: 'Convincing.' }, proposalId);
    const view = RecommendationView.parse((await auditor.get(`/recommendations/${id}`).expect(200)).body);
    expect(view).toMatchObject({ implementation: 'reported_implemented', verification: 'not_assessed' });

    await app.settled();
    const history = await auditor.get('/history', { recommendationId: id, order: 'ascending' }).expect(200);
    const entries = history.body.rows.map((row: unknown) => HistoryEntry.parse(row));
    expect(entries.map((entry: HistoryEntry) => entry.action)).toEqual([
      'recommendation.drafted',
      'proposal.made',
      'proposal.approved',
      'recommendation.issued',
      'proposal.made',
      'proposal.approved',
      'recommendation.responded-to',
      'recommendation.started',
      'action.planned',
      'evidence.added',
      'proposal.made',
      'proposal.approved',
      'recommendation.reported-implemented',
    ]);
    expect(entries.at(-1).body).toMatchObject({
      was: { implementation: 'in_progress' },
      set: { implementation: 'reported_implemented' },
      note: { narrative: 'The structure is in place.', proposalId },
    });
  });
});
