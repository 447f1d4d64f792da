import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ActionQuery,
  CommentQuery,
  DelegationQuery,
  EmergencyAccessQuery,
  EvidenceQuery,
  GrantQuery,
  HistoryQuery,
  PersonQuery,
  ProposalQuery,
  RecommendationQuery,
  recommendationSorts,
  RedactionQuery,
  ReviewQuery,
  SegregationQuery,
} from '#contracts';
import {
  getProposal,
  getRecommendation,
  listActions,
  listComments,
  listDelegations,
  listEmergencyAccess,
  listEvidence,
  listGrants,
  listHistory,
  listPeople,
  listProposals,
  listRecommendations,
  listRedactions,
  listReviews,
  missedEntries,
  readerRole,
  readFigures,
  segregationReport,
  type Store,
} from '#store';
import { HouseOfManyRows, manyPeople } from '../support/house-of-many-rows.js';
import { fillWithManyRows, manyIds, manyRows } from '../support/many-rows.js';
import { planOf } from '../support/plans.js';

const today = '2026-06-01';
const large = ['recommendation', 'entry', 'leaf', 'proposal', 'action', 'evidence', 'comment'];

describe(`among ${manyRows.recommendations} recommendations and ${manyRows.leaves} entries`, () => {
  let house: HouseOfManyRows;
  let store: Store;

  beforeAll(async () => {
    house = await HouseOfManyRows.open({ fill: fillWithManyRows, large });
    ({ store } = house);
  }, 90_000);
  afterAll(() => house.close());

  const recommendationQueries: [string, object][] = [
    ['nothing', {}],
    ...recommendationSorts.flatMap((sort): [string, object][] => [
      [`nothing, by ${sort} upwards`, { sort, order: 'ascending' }],
      [`nothing, by ${sort} downwards`, { sort, order: 'descending' }],
    ]),
    ['a review', { reviewId: manyIds.review(3) }],
    ['a review, by due date', { reviewId: manyIds.review(3), sort: 'due' }],
    ['an entity', { leadEntityId: manyIds.entity(5) }],
    ['an owner', { ownerId: manyIds.person(11) }],
    ['a theme', { theme: 'theme 7' }],
    ['a criticality', { criticality: 'critical' }],
    ['what is open', { closure: 'open' }],
    ['what is reported', { implementation: 'reported_implemented', sort: 'code' }],
    ['what is overdue', { overdue: 'true', sort: 'due' }],
    ['what is not overdue', { overdue: 'false' }],
    [
      'several things at once',
      { reviewId: manyIds.review(3), acceptance: 'accepted', overdue: 'true', sort: 'criticality' },
    ],
    ['a rare word', { search: 'palimpsest' }],
    ['a common word', { search: 'protection' }],
    ['a code', { search: 'R-4711' }],
    ['a phrase', { search: '"early warning"' }],
    ['Chinese words', { search: '预防 原则' }],
    ['the beginning of a word', { search: 'palimp' }],
  ];

  test.each(recommendationQueries)('recommendations are found by %s through an index', (_what, query) =>
    house.mustUseIndexes((actor) =>
      listRecommendations(store.readingAs(actor), actor, RecommendationQuery.parse(query), today),
    ),
  );

  test('all of this is planned under row-level security, as the reader', async () => {
    const { observer } = manyPeople;
    const reader = store.readingAs(observer);
    const { rows } = await reader.query('select current_user as role, row_security_active($1) as "isKept"', [
      'recommendation',
    ]);
    expect(rows).toEqual([{ role: readerRole, isKept: true }]);
    const plan = JSON.stringify(await planOf(reader, { text: 'select id from recommendation', values: [] }));
    expect(plan).toContain('confidentiality');
  });

  test('a later page is found through an index', async () => {
    for (const sort of recommendationSorts) {
      const everybody = manyPeople.director;
      const { next } = await listRecommendations(
        store.readingAs(everybody),
        everybody,
        RecommendationQuery.parse({ sort }),
        today,
      );
      await house.mustUseIndexes((actor) =>
        listRecommendations(
          store.readingAs(actor),
          actor,
          RecommendationQuery.parse({ sort, cursor: next }),
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
    ['that are open', { state: 'open' }],
  ])('proposals: %s', (_what, query) =>
    house.mustUseIndexes((actor) => listProposals(store.readingAs(actor), actor, ProposalQuery.parse(query))),
  );

  test.each<[string, object]>([
    ['of everything', {}],
    ['from the beginning', { order: 'ascending' }],
    ['of an object', { objectId: manyIds.recommendation(31) }],
    ['of a recommendation', { recommendationId: manyIds.recommendation(31) }],
    ['of a review', { reviewId: manyIds.review(3) }],
    ['of a person', { actorId: manyIds.person(11) }],
    ['since an entry', { since: manyRows.leaves - 500 }],
    ['of a time', { from: '2026-01-20T00:00:00.000Z', to: '2026-01-20T01:00:00.000Z' }],
    ['of refused attempts', { refused: 'true' }],
    ['of one type', { objectType: 'evidence' }],
    ['of what was not refused', { refused: 'false' }],
    ['of a rare type', { objectType: 'export' }],
    ['of rare types, one that never occurs', { objectType: 'export,sign-in', order: 'ascending' }],
    ['of a rare action', { action: 'recommendation.reopened' }],
    ['of rare actions by a person', { action: 'export.made,grant.given', actorId: manyIds.person(11) }],
    ['of a type in a review', { objectType: 'evidence', reviewId: manyIds.review(3) }],
    ['of a rare type long ago', { objectType: 'export', to: '2026-01-20T01:00:00.000Z' }],
    [
      'of all types but a few',
      { objectType: 'recommendation,proposal,comment,evidence,action,review,person' },
    ],
    ['by others', { others: 'true' }],
  ])('history: %s', (_what, query) =>
    house.mustUseIndexes((actor) => listHistory(store.readingAs(actor), actor, HistoryQuery.parse(query))),
  );

  test.each([
    ['nothing', {}],
    ['a recommendation', { recommendationId: manyIds.recommendation(77) }],
    ['a review between two times', { reviewId: manyIds.review(3), from: '2026-02-01T00:00:00.000Z' }],
  ])('the segregation report by %s looks through decisions alone', async (_what, query) => {
    await house.mustScanNothing(
      (actor) => segregationReport(store.readingAs(actor), actor, SegregationQuery.parse(query)),
      (sent) => expect(sent.length).toBeGreaterThan(2),
    );
  });

  test('actions, evidence and comments', async () => {
    const recommendationId = manyIds.recommendation(31);
    for (const query of [{}, { recommendationId }, { ownerId: manyIds.person(7) }, { state: 'planned' }])
      await house.mustUseIndexes((actor) =>
        listActions(store.readingAs(actor), actor, ActionQuery.parse(query), today),
      );
    for (const query of [{}, { recommendationId }, { endsBefore: '2026-12-24' }])
      await house.mustUseIndexes((actor) =>
        listEvidence(store.readingAs(actor), actor, EvidenceQuery.parse(query)),
      );
    await house.mustUseIndexes((actor) =>
      listComments(store.readingAs(actor), actor, CommentQuery.parse({ recommendationId })),
    );
  });

  test('reviews with their counts, people and grants', async () => {
    await house.mustUseIndexes((actor) =>
      listReviews(store.readingAs(actor), actor, ReviewQuery.parse({}), today),
    );
    await house.mustUseIndexes((actor) => listPeople(store.readingAs(actor), actor, PersonQuery.parse({})));
    await house.mustUseIndexes((actor) => listGrants(store.readingAs(actor), actor, GrantQuery.parse({})));
  });

  test('redactions, delegations and emergency access', async () => {
    for (const query of [{}, { recommendationId: manyIds.recommendation(31) }])
      await house.mustUseIndexes((actor) =>
        listRedactions(store.readingAs(actor), actor, RedactionQuery.parse(query)),
      );
    await house.mustUseIndexes((actor) =>
      listDelegations(store.readingAs(actor), actor, DelegationQuery.parse({})),
    );
    await house.mustUseIndexes((actor) =>
      listEmergencyAccess(store.readingAs(actor), actor, EmergencyAccessQuery.parse({})),
    );
  });

  test('one recommendation, one proposal, the figures, and what was missed', async () => {
    await house.mustUseIndexes((actor) =>
      getRecommendation(store.readingAs(actor), actor, manyIds.recommendation(77), today),
    );
    await house.mustUseIndexes((actor) =>
      getProposal(store.readingAs(actor), actor, manyIds.recommendation(77)),
    );
    await house.mustUseIndexes((actor) => readFigures(store.readingAs(actor), actor, {}));
    await house.mustUseIndexes((actor) =>
      readFigures(store.readingAs(actor), actor, { reviewId: manyIds.review(3) }),
    );
    const since = manyRows.leaves - 100;
    await house.mustUseIndexes((actor) => missedEntries(store.readingAs(actor), actor, since, 'all', 1000));
    const within = { reviewIds: [manyIds.review(3)], recommendationIds: [manyIds.recommendation(77)] };
    await house.mustUseIndexes((actor) => missedEntries(store.readingAs(actor), actor, since, within, 1000));
  });

  test('a page of fifty takes as many statements as a page of one', async () => {
    const actor = manyPeople['somebody with many roles'];
    const asked: ((limit: number) => Promise<{ rows: unknown[] }>)[] = [
      (limit) =>
        listRecommendations(
          store.readingAs(actor),
          actor,
          { ...RecommendationQuery.parse({}), limit },
          today,
        ),
      (limit) => listProposals(store.readingAs(actor), actor, { ...ProposalQuery.parse({}), limit }),
      (limit) => listHistory(store.readingAs(actor), actor, { ...HistoryQuery.parse({}), limit }),
      (limit) => listActions(store.readingAs(actor), actor, { ...ActionQuery.parse({}), limit }, today),
      (limit) => listEvidence(store.readingAs(actor), actor, { ...EvidenceQuery.parse({}), limit }),
      (limit) => listPeople(store.readingAs(actor), actor, { ...PersonQuery.parse({}), limit }),
    ];
    for (const ask of asked) {
      for (const limit of [1, 50]) {
        const sent = await house.sentFor(async () => expect((await ask(limit)).rows).toHaveLength(limit));
        expect(sent).toHaveLength(1);
      }
    }
  });
});
