import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HistoryQuery, type Actor, type HistoryEntry } from '#contracts';
import { beginSession, listHistory, migrate, recordOccurrence, sequenceBatch, Store } from '#store';
import { asOwner, undoLastMigration } from '../support/as-owner.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';

describe('the history is filtered', () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  let auditor: Actor;
  let everything: HistoryEntry[];
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    world = await createSmallWorld(store);
    const id = await world.started();
    await world.issued();
    for (const person of ['staff', 'manager', 'auditor'] as const)
      await beginSession(store, world.people[person], { methods: ['password'] }, 'r');
    const bundle = { what: 'bundle', treeSize: 3, entries: 3 } as const;
    const whole = { ...bundle, scope: { type: 'installation', id: null } } as const;
    await recordOccurrence(store, { action: 'export.made', body: whole }, { actorId: null, requestId: 'r' });
    const wrong = issue(store, await world.actor('observer'), 'recommendation.hold', { reason: 'x' }, { id });
    await expect(wrong).rejects.toThrow();
    while ((await sequenceBatch(store.pool)) > 0);
    auditor = await world.actor('auditor');
    everything = await walk({ order: 'ascending' }, 200);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  /** All pages of a question, one after the other. */
  async function walk(asked: object, limit: number): Promise<HistoryEntry[]> {
    const rows: HistoryEntry[] = [];
    for (let cursor: string | undefined; ;) {
      const query = { ...HistoryQuery.parse(asked), limit, cursor };
      const page = await listHistory(store.readingAs(auditor), auditor, query);
      rows.push(...page.rows);
      if (!page.next) return rows;
      cursor = page.next;
    }
  }
  const idsOf = (entries: readonly HistoryEntry[]) => entries.map(({ id }) => id);
  const time = (place: number) => everything[place]?.at ?? '';

  type Wanted = (entry: HistoryEntry) => boolean;
  const cases: [string, () => object, Wanted][] = [
    ['by a type', () => ({ objectType: 'grant' }), ({ objectType }) => objectType === 'grant'],
    [
      'by what concerns a person and their rights',
      () => ({ personId: world.people.staff }),
      ({ actor, objectId, body }) =>
        [actor?.id, objectId, (body as { set?: { personId?: string } }).set?.personId].includes(
          world.people.staff,
        ),
    ],
    [
      'by several types',
      () => ({ objectType: 'export,refusal,sign-in,person' }),
      ({ objectType }) => ['export', 'refusal', 'sign-in', 'person'].includes(objectType),
    ],
    [
      'by more types than are looked up one by one',
      () => ({ objectType: 'export,refusal,sign-in,person,grant,entity,review,proposal' }),
      ({ objectType }) => !['recommendation', 'action', 'installation'].includes(objectType),
    ],
    [
      'by actions, the same one twice',
      () => ({ action: 'proposal.approved,grant.given,proposal.approved' }),
      ({ action }) => ['proposal.approved', 'grant.given'].includes(action),
    ],
    [
      'by action and type, where they meet',
      () => ({ action: 'proposal.approved,grant.given', objectType: 'grant' }),
      ({ action }) => action === 'grant.given',
    ],
    ['by what was refused', () => ({ refused: 'true' }), ({ action }) => action === 'attempt.refused'],
    ['by what was not refused', () => ({ refused: 'false' }), ({ action }) => action !== 'attempt.refused'],
    [
      'by person',
      () => ({ actorId: world.people.manager }),
      ({ actor }) => actor?.id === world.people.manager,
    ],
    [
      'by person and type in a review',
      () => ({ actorId: world.people.staff, objectType: 'proposal,action', reviewId: world.reviewId }),
      ({ actor, objectType }) =>
        actor?.id === world.people.staff && ['proposal', 'action'].includes(objectType),
    ],
    ['by time', () => ({ from: time(5), to: time(20) }), ({ at }) => at >= time(5) && at <= time(20)],
    [
      'by time and actions',
      () => ({ to: time(30), action: 'person.created,grant.given' }),
      ({ at, action }) => at <= time(30) && ['person.created', 'grant.given'].includes(action),
    ],
    [
      'since an entry',
      () => ({ since: 20, objectType: 'person,grant' }),
      ({ index, objectType }) => (index ?? 0) > 20 && ['person', 'grant'].includes(objectType),
    ],
  ];

  test.each(cases)(
    '%s, each entry once, in both orders, however small the pages',
    async (_what, asked, wanted) => {
      const expected = idsOf(everything.filter(wanted));
      expect(expected.length).toBeGreaterThan(0);
      for (const limit of [3, 200]) {
        expect(idsOf(await walk({ ...asked(), order: 'ascending' }, limit))).toEqual(expected);
        expect(idsOf(await walk(asked(), limit)).reverse()).toEqual(expected);
      }
    },
  );

  test('still, after the migration that brought the filter by action came upon entries', async () => {
    const mine = 'Audit1764000000011';
    for (;;) {
      const { rows } = await asOwner<{ name: string }>(
        store.pool,
        'select name from migration order by id desc limit 1',
      );
      await undoLastMigration(database.url);
      if (rows[0]?.name === mine) break;
    }
    expect(await migrate(database.url)).toContain(mine);
    const found = await walk({ action: 'grant.given' }, 200);
    expect(idsOf(found).sort()).toEqual(
      idsOf(everything.filter(({ action }) => action === 'grant.given')).sort(),
    );
    await expect(asOwner(store.pool, 'update leaf set at = now()')).rejects.toThrow('never changed');
  });
});
