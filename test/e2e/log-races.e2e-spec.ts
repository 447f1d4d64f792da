import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Receipt } from '#contracts';
import { sequenceBatch, Store } from '#store';
import { attemptsOf, type Attempt } from '../support/attempt.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { expectSoundLog } from '../support/sound-log.js';

describe('two requests at once', () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  let attempt: Attempt;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    world = await createSmallWorld(store);
    attempt = attemptsOf(store, world);
  });
  afterAll(async () => {
    while ((await sequenceBatch(store.pool)) > 0);
    await expectSoundLog(store.pool);
    await store.close();
    await database.drop();
  });

  test('two managers decide at once: one legal outcome, whichever it is', async () => {
    for (let round = 0; round < 50; round++) {
      const recommendationId = await world.draft();
      const change = { transition: 'issue' } as const;
      const { objectId: id } = (await attempt('editor', 'proposal.make', {
        recommendationId,
        change,
      })) as Receipt;
      const target = { id, ...(round % 2 && { version: 1 }) };
      const other = round % 3 ? 'proposal.approve' : 'proposal.reject';
      const decisions = await Promise.all([
        attempt('manager', 'proposal.approve', {}, target),
        attempt('director', other, { reason: 'So.' }, target),
      ]);
      const codes = decisions.filter((answer) => typeof answer === 'string');
      expect(codes).toEqual([round % 2 ? 'version-conflict' : 'proposal-not-open']);
      const { state, count, issuance } = await outcomeOf(id);
      expect(count).toBe(1);
      expect([state, issuance]).toEqual(
        typeof decisions[0] === 'object' || other === 'proposal.approve'
          ? ['approved', 'issued']
          : ['rejected', 'draft'],
      );
    }
  });

  async function outcomeOf(id: string) {
    const { rows } = await store.pool.query<{ state: string; count: number; issuance: string }>(
      `select proposal.state, jsonb_array_length(decisions) as count, issuance from proposal
       join recommendation on recommendation.id = recommendation_id where proposal.id = $1`,
      [id],
    );
    return rows[0] as (typeof rows)[0];
  }

  test('an edit and an approval at once: what is approved is what was asked', async () => {
    for (let round = 0; round < 20; round++) {
      const recommendationId = await world.draft();
      const { objectId: id } = (await attempt('editor', 'proposal.make', {
        recommendationId,
        change: { transition: 'issue' },
      })) as Receipt;
      const [edited, approved] = await Promise.all([
        attempt('editor', 'recommendation.edit', { text: 'Quite other words' }, { id: recommendationId }),
        attempt('director', 'proposal.approve', {}, { id }),
      ]);
      const answers = [typeof edited, typeof approved];
      // Whoever comes first wins: the wording of what is issued stays, and an edit voids what was asked.
      expect([
        ['object', 'string'],
        ['string', 'object'],
      ]).toContainEqual(answers);
      if (typeof edited === 'object') expect(approved).toBe('proposal-out-of-date');
      else expect(['wrong-state', 'not-permitted']).toContain(edited);
    }
  });

  test('a report and the withdrawal of its evidence at once never leave a report without evidence', async () => {
    const recommendationId = await world.started();
    for (let round = 0; round < 10; round++) {
      const link = { recommendationId, title: 'Minutes', url: 'https://example.org' };
      const { objectId: evidenceId } = (await attempt('staff', 'evidence.add-link', link)) as Receipt;
      const change = {
        transition: 'report-implemented' as const,
        narrative: 'Done.',
        evidenceIds: [evidenceId],
      };
      const [made, withdrawn] = await Promise.all([
        attempt('staff', 'proposal.make', { recommendationId, change }),
        attempt('staff', 'evidence.withdraw', { reason: 'Wrong file.' }, { id: evidenceId }),
      ]);
      expect(withdrawn).toMatchObject({ version: 2 });
      if (typeof made === 'string') {
        expect(made).toBe('obligation-missing');
        continue;
      }
      expect(await attempt('manager', 'proposal.approve', {}, { id: made.objectId })).toBe(
        'proposal-out-of-date',
      );
      await attempt('staff', 'proposal.withdraw', {}, { id: made.objectId });
    }
  });

  test('commands that cross do not lock each other up', async () => {
    const ids = await Promise.all([world.issued(), world.issued(), world.issued()]);
    const change = { transition: 'close-alternative', reason: 'Otherwise.' } as const;
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, number) => {
        const recommendationId = ids[number % 3] ?? '';
        const target = { id: recommendationId };
        const ownerId = number % 8 === 3 ? null : world.people.staff;
        const kinds = [
          () => attempt('manager', 'proposal.make', { recommendationId, change }),
          () => attempt('staff', 'comment.post', { recommendationId, text: 'x' }),
          () => attempt('director', 'recommendation.edit', { themes: [`${number}`] }, target),
          () => attempt('director', 'recommendation.assign', { ownerId }, target),
        ];
        return (kinds[number % 4] as (typeof kinds)[0])();
      }),
    );
    expect(answers.filter((answer) => typeof answer === 'object').length).toBeGreaterThan(30);
  });
});
