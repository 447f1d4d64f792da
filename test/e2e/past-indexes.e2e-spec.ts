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
  type Store,
} from '#store';
import { HouseOfManyRows, manyPeople } from '../support/house-of-many-rows.js';
import { fillWithManyRows, manyIds, manyRows } from '../support/many-rows.js';
import { fillManyVersions, versionsEach } from '../support/many-versions.js';

const asOf = '2026-02-10T12:00:00Z';
const today = asOf.slice(0, 10);
const large = ['recommendation', 'proposal', 'action', 'evidence', 'comment', 'leaf', 'entry'].flatMap(
  (table) => [table, `${table}_past`],
);

describe(`among ${manyRows.recommendations * versionsEach} versions of recommendations`, () => {
  let house: HouseOfManyRows;
  let store: Store;

  beforeAll(async () => {
    house = await HouseOfManyRows.open({
      fill: async (pool) => {
        await fillWithManyRows(pool);
        await fillManyVersions(pool);
      },
      askedBy: [
        'director',
        'observer',
        'staff of an entity',
        'auditor of a review',
        'staff of one recommendation',
      ],
      large,
    });
    ({ store } = house);
  }, 180_000);
  afterAll(() => house.close());

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
    house.mustUseIndexes((actor) =>
      listRecommendations(
        store.readingAs(actor),
        actor,
        RecommendationQuery.parse({ ...query, asOf }),
        today,
      ),
    ),
  );

  test('a later page is found through an index', async () => {
    for (const sort of recommendationSorts) {
      const first = RecommendationQuery.parse({ sort, asOf });
      const { next, rows } = await listRecommendations(
        store.readingAs(manyPeople.director),
        manyPeople.director,
        first,
        today,
      );
      expect(rows).toHaveLength(first.limit);
      await house.mustUseIndexes((actor) =>
        listRecommendations(
          store.readingAs(actor),
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
    house.mustUseIndexes((actor) =>
      listProposals(store.readingAs(actor), actor, ProposalQuery.parse({ ...query, asOf })),
    ),
  );

  test('actions, evidence, comments, people and grants of then', async () => {
    const recommendationId = manyIds.recommendation(31);
    for (const query of [{}, { recommendationId }, { ownerId: manyIds.person(7) }])
      await house.mustUseIndexes((actor) =>
        listActions(store.readingAs(actor), actor, ActionQuery.parse({ ...query, asOf }), today),
      );
    for (const query of [{}, { recommendationId }])
      await house.mustUseIndexes((actor) =>
        listEvidence(store.readingAs(actor), actor, EvidenceQuery.parse({ ...query, asOf })),
      );
    await house.mustUseIndexes((actor) =>
      listComments(store.readingAs(actor), actor, CommentQuery.parse({ recommendationId, asOf })),
    );
    await house.mustUseIndexes((actor) =>
      listPeople(store.readingAs(actor), actor, PersonQuery.parse({ asOf })),
    );
    await house.mustUseIndexes((actor) =>
      listGrants(store.readingAs(actor), actor, GrantQuery.parse({ asOf })),
    );
  });

  test('one recommendation and one proposal of then', async () => {
    await house.mustUseIndexes((actor) =>
      getRecommendation(store.readingAs(actor), actor, manyIds.recommendation(77), today, asOf),
    );
    await house.mustUseIndexes((actor) =>
      getProposal(store.readingAs(actor), actor, manyIds.recommendation(77), asOf),
    );
  });

  test('how far the past is kept is known from indexes', async () => {
    const sent = await house.sentFor(() => settlePast(store.pool, asOf));
    expect(sent).toHaveLength(1);
    for (const statement of sent) expect(await house.scannedBy(statement)).toEqual([]);
  });

  test('figures and reviews of then count every version once, in one pass', async () => {
    const director = manyPeople.director;
    expect((await readFigures(store.readingAs(director), director, { asOf })).total).toBe(
      manyRows.recommendations,
    );
    const { rows } = await listReviews(
      store.readingAs(director),
      director,
      ReviewQuery.parse({ asOf }),
      today,
    );
    expect(rows.reduce((sum, { recommendationCount }) => sum + recommendationCount, 0)).toBe(
      manyRows.recommendations,
    );
  });
});
