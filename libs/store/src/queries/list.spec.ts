import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  criticalities,
  HistoryQuery,
  PageQuery,
  PersonQuery,
  RecommendationQuery,
  recommendationSorts,
  Refusal,
  type Page,
} from '#contracts';
import { Store } from '../store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { holdGrants } from '../../../../test/support/hold-grants.js';
import { insertLeaves, insertRows } from '../../../../test/support/insert-rows.js';
import { Dice } from '../../../../test/support/random/dice.js';
import { pool } from '../../../../test/support/random/permissions.js';
import { sampleActor, sampleEntities, sampleGrant } from '../../../../test/support/sample-actors.js';
import { idOf, sampleRecommendation } from '../../../../test/support/sample-states.js';
import { listEntities, listPeople } from './accounts.js';
import { listHistory } from './history.js';
import { listRecommendations } from './recommendations.js';

const today = '2026-06-01';
const recorded = { version: 1, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };
const actor = sampleActor(pool.people[0] ?? '', sampleGrant('auditor'), sampleGrant('manager'));
const people = 25;
const longName = (place: number) => `${'預'.repeat(195)}"\\${place}`;

describe('pages', () => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    await insertRows(store, 'entity', [
      { ...recorded, id: sampleEntities.lead, name: 'Lead', acronym: null, kind: 'office', parentId: null },
      {
        ...recorded,
        id: sampleEntities.other,
        name: longName(1),
        acronym: null,
        kind: 'office',
        parentId: null,
      },
    ]);
    await insertRows(
      store,
      'person',
      Array.from({ length: people }, (_, place) => ({
        ...recorded,
        id: pool.people[place] ?? idOf(0x3000 + place),
        name: longName(place % 3),
        email: `p${place}@x.example`,
        language: 'en' as const,
        state: 'active' as const,
        passwordChanges: 0,
      })),
    );
    const review = {
      code: 'r',
      title: 'R',
      symbol: null,
      date: '2012-01-01',
      commissionedBy: 'SG',
      chair: null,
    };
    await insertRows(store, 'review', [
      { ...recorded, ...review, id: pool.reviews[0] ?? '', summary: 'S', sources: [], lessons: [] },
    ]);
    await holdGrants(store, actor);
    await insertRows(store, 'recommendation', randomRecommendations(new Dice(7)));
    await insertLeaves(
      store,
      Array.from({ length: 50 }, (_, place) => ({
        id: idOf(0x5000 + place),
        objectType: 'recommendation' as const,
        objectId: idOf(0x4000 + place),
        actorId: pool.people[0] ?? '',
        reviewId: pool.reviews[0] ?? '',
        recommendationId: idOf(0x4000 + place),
      })),
    );
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const recommendations = (query: object) =>
    listRecommendations(store.readingAs(actor), actor, RecommendationQuery.parse(query), today);

  const someQuery = fc.record({
    sort: fc.constantFrom(...recommendationSorts),
    order: fc.constantFrom('ascending', 'descending'),
    filter: fc.constantFrom({}, { overdue: 'true' }, { criticality: 'critical,other' }, { theme: 'b' }),
  });

  test('one after the other are the whole list, in its order, with nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(someQuery, fc.integer({ min: 1, max: 60 }), async ({ filter, ...order }, limit) => {
        const query = { ...filter, ...order };
        const whole = await recommendations({ ...query, limit: '200' });
        expect(whole.next).toBeNull();
        const ids = whole.rows.map(({ id }) => id);
        const paged = await allPages((cursor) => recommendations({ ...query, limit, ...cursor }));
        expect(paged.map(({ id }) => id)).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });

  test('either direction is the other one turned round', async () => {
    for (const sort of recommendationSorts) {
      const [up, down] = await Promise.all(
        ['ascending', 'descending'].map((order) => recommendations({ sort, order, limit: '200' })),
      );
      expect(up?.rows.map(({ id }) => id)).toEqual(down?.rows.map(({ id }) => id).reverse());
    }
  });

  test('stand in the order that was asked for', async () => {
    const values = async (
      sort: string,
      valueOf: (row: Awaited<ReturnType<typeof recommendations>>['rows'][0]) => string,
    ) => (await recommendations({ sort, order: 'ascending', limit: '200' })).rows.map(valueOf);
    const byTime = await values('updated', ({ updatedAt }) => updatedAt);
    expect(byTime).toEqual([...byTime].sort());
    const weights = [null, 'other', 'important', 'critical'];
    const byWeight = await values('criticality', ({ criticality }) => `${weights.indexOf(criticality)}`);
    expect(byWeight).toEqual([...byWeight].sort());
    const byDue = await values('due', ({ dueDate }) => dueDate ?? '9999');
    expect(byDue.indexOf('9999')).toBeGreaterThan(0);
    expect(byDue.slice(byDue.indexOf('9999')).every((date) => date === '9999')).toBe(true);
  });

  test('lead on with cursors that the doors take, however long and odd the names are', async () => {
    const listed = await allPages((cursor) =>
      listPeople(store.readingAs(actor), actor, PersonQuery.parse({ limit: 4, ...cursor })),
    );
    expect(new Set(listed.map(({ id }) => id)).size).toBe(people);
    const entities = await allPages((cursor) =>
      listEntities(store.readingAs(actor), actor, PageQuery.parse({ limit: 1, ...cursor })),
    );
    expect(entities.map(({ id }) => id)).toEqual([sampleEntities.lead, sampleEntities.other]);
  });

  test.each(['ascending', 'descending'])('of the history go %s through the log', async (order) => {
    const listed = await allPages((cursor) =>
      listHistory(store.readingAs(actor), actor, HistoryQuery.parse({ limit: 7, order, ...cursor })),
    );
    const indices = Array.from({ length: 50 }, (_, index) => index);
    expect(listed.map(({ index }) => index)).toEqual(order === 'ascending' ? indices : indices.reverse());
  });

  test('refuse the cursor of another order or list', async () => {
    const { next } = await recommendations({ limit: 1 });
    const { next: ofPeople } = await listPeople(
      store.readingAs(actor),
      actor,
      PersonQuery.parse({ limit: 1 }),
    );
    for (const query of [
      { sort: 'due', cursor: next },
      { order: 'ascending', cursor: next },
      { cursor: ofPeople },
      { cursor: 'AAAA' },
      { cursor: 'bnVsbA' },
    ])
      await expect(recommendations(query)).rejects.toMatchObject({ code: 'unsupported-query' });
  });

  test('refuse cursors that were tampered with, and never break over one', async () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'infinity',
        '-infinity',
        '2026-02-30',
        '2026-13-01 00:00:00+00',
        '999999-01-01',
        '99999',
        'NaN',
        '\0',
      ),
      fc.integer(),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(someQuery, odd, fc.nat({ max: 2 }), async ({ filter, ...order }, value, place) => {
        const { next } = await recommendations({ ...order, limit: 1 });
        const keys = JSON.parse(Buffer.from(next ?? '', 'base64url').toString()) as unknown[];
        keys[place] = value;
        const cursor = Buffer.from(JSON.stringify(keys)).toString('base64url');
        const parsed = RecommendationQuery.safeParse({ ...filter, ...order, cursor });
        if (!parsed.success) return;
        await listRecommendations(store.readingAs(actor), actor, parsed.data, today).catch(
          (fault: unknown) => {
            if (!(fault instanceof Refusal)) throw fault;
            expect(fault.code).toBe('unsupported-query');
          },
        );
      }),
      { numRuns: 150 },
    );
  });
});

/** Follows a list from its first page to its last. */
async function allPages<R>(read: (cursor: { cursor?: string }) => Promise<Page<R>>): Promise<R[]> {
  const rows: R[] = [];
  for (let cursor: { cursor?: string } = {}; ;) {
    const page = await read(cursor);
    rows.push(...page.rows);
    if (!page.next) return rows;
    cursor = { cursor: page.next };
  }
}

/** Many with equal keys, so that the order hangs on the last of them. */
function randomRecommendations(dice: Dice) {
  return Array.from({ length: 120 }, (_, place) => {
    const dueDate = dice.one(['2026-03-01', '2026-07-01', null]);
    return sampleRecommendation({
      id: idOf(0x4000 + dice.below(1000) * 1000 + place),
      reviewId: pool.reviews[0] ?? '',
      leadEntityId: sampleEntities.lead,
      code: `${dice.one(['A', 'b', 'Ä'.normalize('NFD')[0] ?? '', 'SL/', 'x-'])}${place}`,
      updatedAt: `2026-01-0${1 + dice.below(4)}T00:00:00.00${dice.below(2)}Z`,
      criticality: dice.one([...criticalities, null]),
      dueDate,
      duePrecision: dueDate ? dice.one(['day', 'month', 'year'] as const) : null,
      themes: dice.some(['a', 'b', 'c'], 3),
      confidentiality: 'internal',
    });
  });
}
