import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CommandName, Receipt } from '#contracts';
import { sequenceBatch, Store } from '#store';
import { attemptsOf, type Attempt } from '../support/attempt.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { expectSoundLog } from '../support/sound-log.js';

describe('the same request twice', () => {
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

  const countOf = async (text: string, values: unknown[] = []) =>
    (await store.pool.query<{ count: number }>(`select count(*) from ${text}`, values)).rows[0]?.count ?? 0;
  const times = <T>(count: number, work: () => Promise<T>) =>
    Promise.all(Array.from({ length: count }, work));

  /** Commands of every shape, each with the table in which it would leave a second trace. */
  const requests: [
    name: CommandName,
    person: Person,
    make: () => Promise<{ input: object; target?: object }>,
  ][] = [
    [
      'review.create',
      'editor',
      async () => ({
        input: {
          code: `r-${randomUUID()}`,
          title: 'T',
          date: '2012-01-01',
          commissionedBy: 'SG',
          summary: 'S',
        },
      }),
    ],
    [
      'recommendation.draft',
      'editor',
      async () => ({
        input: { reviewId: world.reviewId, code: `C-${randomUUID()}`.slice(0, 40), title: 'T', text: 'T' },
      }),
    ],
    [
      'person.create',
      'administrator',
      async () => ({ input: { name: 'N', email: `${randomUUID()}@test.example` } }),
    ],
    ['entity.create', 'administrator', async () => ({ input: { name: randomUUID(), kind: 'office' } })],
    [
      'comment.post',
      'editor',
      async () => ({ input: { recommendationId: await world.draft(), text: 'Well?' } }),
    ],
    [
      'evidence.add-file',
      'editor',
      async () => ({ input: { recommendationId: await world.draft(), title: 'T', file: file() } }),
    ],
    [
      'proposal.make',
      'editor',
      async () => ({
        input: { recommendationId: await world.draft(), change: { transition: 'issue' } },
        target: { version: 1 },
      }),
    ],
    [
      'recommendation.edit',
      'editor',
      async () => ({ input: { title: 'Other words' }, target: { id: await world.draft(), version: 1 } }),
    ],
    [
      'grant.give',
      'administrator',
      async () => ({
        input: {
          personId: world.people.staff,
          role: 'observer',
          scopeType: 'recommendation',
          scopeId: await world.draft(),
          reason: 'R',
        },
      }),
    ],
  ];

  test.each(requests)(
    '%s, sent twenty times at once under one key, happens once',
    async (name, person, make) => {
      const { input, target } = await make();
      const idempotencyKey = randomUUID();
      const before = await countOf('entry');
      const answers = await times(20, () => {
        // Each time a file comes in, it gets another place.
        const sent = 'file' in input ? { ...input, file: file() } : input;
        return attempt(person, name, sent as never, { ...target, idempotencyKey });
      });
      expect(answers).toEqual(Array.from({ length: 20 }, () => answers[0]));
      const receipt = answers[0] as Receipt;
      expect(receipt.entries.length).toBeGreaterThan(0);
      expect(await countOf('entry')).toBe(before + receipt.entries.length);
    },
  );

  test('a key is of one request: another body, another object or another version is refused', async () => {
    const [id, other] = [await world.draft(), await world.draft()];
    const idempotencyKey = randomUUID();
    const edit = (title: string, target: object) =>
      attempt('editor', 'recommendation.edit', { title }, { idempotencyKey, ...target });
    const receipt = await edit('Other words', { id, version: 1 });
    expect(receipt).toMatchObject({ version: 2 });
    expect(await edit('Other words', { id, version: 1 })).toEqual(receipt);
    expect(await edit('Third words', { id, version: 1 })).toBe('idempotency-key-reused');
    expect(await edit('Other words', { id: other, version: 1 })).toBe('idempotency-key-reused');
    expect(await edit('Other words', { id: other })).toBe('idempotency-key-reused');
    expect(await edit('Other words', { id, version: 2 })).toBe('idempotency-key-reused');
    const comment = attempt(
      'editor',
      'comment.post',
      { recommendationId: id, text: 'x' },
      { idempotencyKey },
    );
    expect(await comment).toBe('idempotency-key-reused');
  });

  test('a key is of one person', async () => {
    const recommendationId = await world.draft();
    const idempotencyKey = randomUUID();
    const post = (person: Person) =>
      attempt(person, 'comment.post', { recommendationId, text: 'Same words' }, { idempotencyKey });
    const [first, second] = [await post('editor'), await post('director')];
    expect([first, second]).toMatchObject([{ version: 1 }, { version: 1 }]);
    expect(first).not.toEqual(second);
  });

  test('what was refused may be asked again under the same key', async () => {
    const id = await world.draft();
    const idempotencyKey = randomUUID();
    const consider = () => attempt('editor', 'recommendation.consider', {}, { id, idempotencyKey });
    expect(await consider()).toBe('wrong-state');
    const { objectId } = (await attempt('editor', 'proposal.make', {
      recommendationId: id,
      change: { transition: 'issue' },
    })) as Receipt;
    await attempt('director', 'proposal.approve', {}, { id: objectId });
    expect(await consider()).toMatchObject({ version: 3 });
  });

  test('an answer is given again after the right to ask has gone', async () => {
    const id = await world.draft();
    const idempotencyKey = randomUUID();
    const edit = () =>
      attempt('editor', 'recommendation.edit', { title: 'Mine' }, { id, version: 1, idempotencyKey });
    const receipt = await edit();
    const { objectId } = (await attempt('editor', 'proposal.make', {
      recommendationId: id,
      change: { transition: 'issue' },
    })) as Receipt;
    await attempt('director', 'proposal.approve', {}, { id: objectId });
    expect(await edit()).toEqual(receipt);
  });
});

const file = () => ({
  storageKey: `ab/${randomUUID()}`,
  fileName: 'a.pdf',
  mediaType: 'application/pdf',
  size: 3,
  sha256: 'f'.repeat(64),
});
