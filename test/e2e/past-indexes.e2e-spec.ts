import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ActionQuery,
  CommentQuery,
  EvidenceQuery,
  GrantQuery,
  PersonQuery,
  ProposalQuery,
  RecommendationQuery,
  recommendationSorts,
  ReviewQuery,
  type Actor,
  type ActorGrant,
} from '#contracts';
import {
  getProposal,
  getRecommendation,
  listActions,
  listComments,
  listEvidence,
  listGrants,
  listPeople,
  listProposals,
  listRecommendations,
  listReviews,
  readFigures,
  settlePast,
  Store,
} from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { fillWithManyRows, manyIds, manyRows } from '../support/many-rows.js';
import { fillManyVersions, versionsEach } from '../support/many-versions.js';
import { planOf, tablesScanned } from '../support/plans.js';
import { statementsOf, type Statement } from '../support/statements.js';

const asOf = '2026-02-10T12:00:00Z';
const today = asOf.slice(0, 10);
const large = ['recommendation', 'proposal', 'action', 'evidence', 'comment', 'leaf', 'entry'].flatMap(
  (table) => [table, `${table}_past`],
);

const grant = (
  role: ActorGrant['role'],
  scopeType: ActorGrant['scopeType'] = 'installation',
  scopeId: string | null = null,
): ActorGrant => ({
  id: manyIds.review(1),
  role,
  scopeType,
  scopeId,
  entityIds: scopeType === 'entity' && scopeId ? [scopeId, manyIds.entity(20), manyIds.entity(21)] : [],
  verifies: true,
});
const person = (...grants: ActorGrant[]): Actor => ({ personId: manyIds.person(11), grants });
const people: Record<string, Actor> = {
  director: person(grant('manager')),
  observer: person(grant('observer')),
  'staff of an entity': person(grant('staff', 'entity', manyIds.entity(5))),
  'auditor of a review': person(grant('auditor', 'review', manyIds.review(3))),
  'staff of one recommendation': person(grant('staff', 'recommendation', manyIds.recommendation(77))),
};

describe(`among ${manyRows.recommendations * versionsEach} versions of recommendations`, () => {
  let database: TestDatabase;
  let store: Store;
  let statements: Statement[];

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    await fillWithManyRows(store.pool);
    await fillManyVersions(store.pool);
    statements = statementsOf(store.pool);
  }, 180_000);
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  /** Runs a question for everybody, and expects one statement that reads no large table from end to end. */
  async function mustUseIndexes(ask: (actor: Actor) => Promise<unknown>): Promise<void> {
    for (const [name, actor] of Object.entries(people)) {
      statements.length = 0;
      await ask(actor);
      expect(statements).toHaveLength(1);
      const [statement] = statements as [Statement];
      const scanned = tablesScanned(await planOf(store, statement), large);
      if (scanned.length > 0) throw new Error(`${name} reads all of ${scanned.join()}: ${statement.text}`);
    }
  }

  test.each<[string, object]>([
    ...recommendationSorts.flatMap((sort): [string, object][] => [
      [`nothing, by ${sort}`, { sort }],
      [`nothing, by ${sort} the other way`, { sort, order: sort === 'updated' ? 'ascending' : 'descending' }],
    ]),
    ['a review', { reviewId: manyIds.review(3) }],
    ['an entity', { leadEntityId: manyIds.entity(5) }],
    ['an owner', { ownerId: manyIds.person(11) }],
    ['a theme', { theme: 'theme 7' }],
    ['what is open', { closure: 'open' }],
    ['what was overdue', { overdue: 'true', sort: 'due' }],
    ['a rare word', { search: 'palimpsest' }],
    ['a code', { search: 'R-4711' }],
    ['Chinese words', { search: '预防 原则' }],
  ])('recommendations of then are found by %s through an index', (_what, query) =>
    mustUseIndexes((actor) =>
      listRecommendations(store.pool, actor, RecommendationQuery.parse({ ...query, asOf }), today),
    ),
  );

  test('a later page is found through an index', async () => {
    for (const sort of recommendationSorts) {
      const first = RecommendationQuery.parse({ sort, asOf });
      const { next, rows } = await listRecommendations(store.pool, people['director'] as Actor, first, today);
      expect(rows).toHaveLength(first.limit);
      await mustUseIndexes((actor) =>
        listRecommendations(
          store.pool,
          actor,
          RecommendationQuery.parse({ sort, asOf, cursor: next }),
          today,
        ),
      );
    }
  });

  test.each<[string, object]>([
    ['all', {}],
    ['those that wait for me', { queue: 'waiting-for-me' }],
    ['mine', { queue: 'mine' }],
    ['of a recommendation', { recommendationId: manyIds.recommendation(31) }],
  ])('proposals of then: %s', (_what, query) =>
    mustUseIndexes((actor) => listProposals(store.pool, actor, ProposalQuery.parse({ ...query, asOf }))),
  );

  test('actions, evidence, comments, people and grants of then', async () => {
    const recommendationId = manyIds.recommendation(31);
    for (const query of [{}, { recommendationId }, { ownerId: manyIds.person(7) }])
      await mustUseIndexes((actor) =>
        listActions(store.pool, actor, ActionQuery.parse({ ...query, asOf }), today),
      );
    for (const query of [{}, { recommendationId }])
      await mustUseIndexes((actor) =>
        listEvidence(store.pool, actor, EvidenceQuery.parse({ ...query, asOf })),
      );
    await mustUseIndexes((actor) =>
      listComments(store.pool, actor, CommentQuery.parse({ recommendationId, asOf })),
    );
    await mustUseIndexes((actor) => listPeople(store.pool, actor, PersonQuery.parse({ asOf })));
    await mustUseIndexes((actor) => listGrants(store.pool, actor, GrantQuery.parse({ asOf })));
  });

  test('one recommendation and one proposal of then', async () => {
    await mustUseIndexes((actor) =>
      getRecommendation(store.pool, actor, manyIds.recommendation(77), today, asOf),
    );
    await mustUseIndexes((actor) => getProposal(store.pool, actor, manyIds.recommendation(77), asOf));
  });

  test('how far the past is kept is known from indexes', async () => {
    statements.length = 0;
    await settlePast(store.pool, asOf);
    expect(statements).toHaveLength(1);
    expect(tablesScanned(await planOf(store, (statements as [Statement])[0]), large)).toEqual([]);
  });

  test('figures and reviews of then count every version once, in one pass', async () => {
    const director = people['director'] as Actor;
    expect((await readFigures(store.pool, director, { asOf })).total).toBe(manyRows.recommendations);
    const { rows } = await listReviews(store.pool, director, ReviewQuery.parse({ asOf }), today);
    expect(rows.reduce((sum, { recommendationCount }) => sum + recommendationCount, 0)).toBe(
      manyRows.recommendations,
    );
  });
});
