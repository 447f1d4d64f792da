import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CommandName, Refusal } from '#contracts';
import { Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';

describe('a refused attempt', () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    world = await createSmallWorld(store);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const rowsAndHistory = async () => {
    const { rows } = await store.pool.query(
      `select (select jsonb_agg(row order by id) from recommendation row) as recommendations,
         (select jsonb_agg(row order by id) from proposal row) as proposals,
         (select count(*) from entry where object_type <> 'refusal') as entries, (select count(*) from idempotency) as kept`,
    );
    return rows[0] as object;
  };
  const attempts = async () =>
    (
      await store.pool.query<{ canon: string; recommendationId: string }>(
        `select canon, recommendation_id as "recommendationId" from entry where object_type = 'refusal' order by at, id`,
      )
    ).rows.map(({ canon, recommendationId }) => ({
      ...(JSON.parse(canon) as { actor: string; body: object }),
      recommendationId,
    }));

  test('is recorded by itself, with who, what, on what and by which rule, and changes nothing else', async () => {
    const recommendationId = await world.draft();
    const staff = await world.actor('staff');
    const { objectId: id } = await issue(store, staff, 'proposal.make', {
      recommendationId,
      change: { transition: 'issue' },
    });
    const before = await rowsAndHistory();
    const refused = async (person: Person, name: CommandName, input: object, target: object) => {
      const context = { idempotencyKey: randomUUID(), ...target };
      return issue(store, await world.actor(person), name, input as never, context).then(
        () => 'accepted',
        ({ code }: Refusal) => code,
      );
    };
    expect(await refused('staff', 'proposal.approve', {}, { id })).toBe('own-proposal');
    expect(await refused('auditor', 'recommendation.edit', { title: 'Mine' }, { id: recommendationId })).toBe(
      'not-permitted',
    );
    expect(await refused('stranger', 'comment.post', { recommendationId, text: 'Hm.' }, {})).toBe(
      'not-found',
    );
    expect(await rowsAndHistory()).toEqual(before);
    expect(await attempts()).toMatchObject([
      {
        actor: world.people.staff,
        recommendationId,
        body: { command: 'proposal.approve', objectId: id, code: 'own-proposal' },
      },
      {
        actor: world.people.auditor,
        recommendationId,
        body: {
          command: 'recommendation.edit',
          objectId: recommendationId,
          code: 'not-permitted',
          rule: 'recommendation.edit',
        },
      },
      {
        actor: world.people.stranger,
        recommendationId,
        body: { command: 'comment.post', objectId: null, code: 'not-found' },
      },
    ]);
  });

  test('what is merely wrong is not held against anybody', async () => {
    const before = (await attempts()).length;
    const id = await world.draft();
    const editor = await world.actor('editor');
    const wrong = [
      issue(store, editor, 'recommendation.consider', {}, { id }),
      issue(store, editor, 'recommendation.edit', { title: 'x' }, { id, version: 7 }),
      issue(store, editor, 'recommendation.edit', { title: 'x' }, { id: randomUUID() }),
    ];
    const codes = await Promise.all(
      wrong.map((one) =>
        one.then(
          () => 'accepted',
          ({ code }: Refusal) => code,
        ),
      ),
    );
    expect(codes).toEqual(['wrong-state', 'version-conflict', 'not-found']);
    expect(await attempts()).toHaveLength(before);
  });
});
