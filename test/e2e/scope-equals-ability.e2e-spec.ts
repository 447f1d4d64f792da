import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ActionQuery,
  CommentQuery,
  DelegationQuery,
  EvidenceQuery,
  GrantQuery,
  HistoryQuery,
  PageQuery,
  PersonQuery,
  ProposalQuery,
  RecommendationQuery,
  ReviewQuery,
  type Actor,
  type ObjectType,
  type RecommendationState,
  type StateOf,
} from '#contracts';
import { canRead, permit, sidesOf, type Noun } from '#permissions';
import {
  getProposal,
  getRecommendation,
  listActions,
  listComments,
  listDelegations,
  listEntities,
  listEvidence,
  listGrants,
  listHistory,
  listPeople,
  listProposals,
  listRecommendations,
  listReviews,
  Store,
} from '#store';
import { effectivePersons, separationRefusal } from '#workflow';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { holdGrants } from '../support/hold-grants.js';
import { Dice } from '../support/random/dice.js';
import { randomContent, type Held } from '../support/random/content.js';
import { factsOf, factsOfLeaf, keepContent } from '../support/random/kept-content.js';
import { someActor } from '../support/random/permissions.js';

const today = '2026-06-01';
const many = { limit: '200' };

const seed = Number(process.env['UPHOLD_SEED'] ?? Date.now() % 2 ** 31);

describe(`what a list answers is what the ability allows, row by row (UPHOLD_SEED=${seed})`, () => {
  const held = randomContent(new Dice(seed));
  const above = new Map(held.recommendation.map((state) => [state.id, state]));
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    await keepContent(store, held);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  /** Asks for a list by many random people, and compares it with the rows that each may read. */
  const forAnybody = (
    listed: (actor: Actor) => Promise<{ id: string }[]>,
    allowed: (actor: Actor) => { id: string }[],
    numRuns = 60,
  ) =>
    fc.assert(
      fc.asyncProperty(someActor, async (actor) => {
        await holdGrants(store, actor);
        expect(idsOf(await listed(actor))).toEqual(idsOf(allowed(actor)));
      }),
      { numRuns, seed },
    );
  const readable =
    <T extends ObjectType>(noun: T & Noun, states: readonly StateOf[T][]) =>
    (actor: Actor) =>
      states.filter((state) => canRead(actor, noun, factsOf(noun, state, above)));

  test('recommendations', async () => {
    const query = RecommendationQuery.parse(many);
    await forAnybody(
      async (actor) => (await listRecommendations(store.readingAs(actor), actor, query, today)).rows,
      readable('recommendation', held.recommendation),
      120,
    );
  });

  test('one recommendation and one proposal', async () => {
    const [recommendation] = held.recommendation;
    const [proposal] = held.proposal;
    await forAnybody(
      async (actor) =>
        [await getRecommendation(store.readingAs(actor), actor, recommendation?.id ?? '', today)].flatMap(
          (row) => row ?? [],
        ),
      readable('recommendation', held.recommendation.slice(0, 1)),
    );
    await forAnybody(
      async (actor) =>
        [await getProposal(store.readingAs(actor), actor, proposal?.id ?? '')].flatMap((row) => row ?? []),
      readable('proposal', held.proposal.slice(0, 1)),
    );
  });

  test('reviews, entities and people', async () => {
    await forAnybody(
      async (actor) =>
        (await listReviews(store.readingAs(actor), actor, ReviewQuery.parse(many), today)).rows,
      readable('review', held.review),
    );
    await forAnybody(
      async (actor) => (await listEntities(store.readingAs(actor), actor, PageQuery.parse(many))).rows,
      readable('entity', held.entity),
    );
    await forAnybody(
      async (actor) =>
        heldAmong(held.person, await listPeople(store.readingAs(actor), actor, PersonQuery.parse(many))),
      readable('person', held.person),
    );
  });

  test('grants', async () => {
    await forAnybody(
      async (actor) =>
        heldAmong(held.grant, await listGrants(store.readingAs(actor), actor, GrantQuery.parse(many))),
      readable('grant', held.grant),
    );
  });

  test('delegations', async () => {
    await forAnybody(
      async (actor) =>
        heldAmong(
          held.delegation,
          await listDelegations(store.readingAs(actor), actor, DelegationQuery.parse(many)),
        ),
      readable('delegation', held.delegation),
    );
  });

  test('proposals', async () => {
    await forAnybody(
      async (actor) => (await listProposals(store.readingAs(actor), actor, ProposalQuery.parse(many))).rows,
      readable('proposal', held.proposal),
    );
  });

  test('proposals that wait for me are those that I may decide', async () => {
    const query = ProposalQuery.parse({ ...many, queue: 'waiting-for-me' });
    await forAnybody(
      async (actor) => (await listProposals(store.readingAs(actor), actor, query)).rows,
      (actor) => held.proposal.filter((proposal) => mayDecide(actor, proposal, held, above)),
      120,
    );
  });

  test('actions, evidence and comments', async () => {
    await forAnybody(
      async (actor) =>
        (await listActions(store.readingAs(actor), actor, ActionQuery.parse(many), today)).rows,
      readable('action', held.action),
    );
    await forAnybody(
      async (actor) => (await listEvidence(store.readingAs(actor), actor, EvidenceQuery.parse(many))).rows,
      readable('evidence', held.evidence),
      120,
    );
    for (const { id } of held.recommendation.slice(0, 4)) {
      const query = CommentQuery.parse({ ...many, recommendationId: id });
      await forAnybody(
        async (actor) => (await listComments(store.readingAs(actor), actor, query)).rows,
        readable(
          'comment',
          held.comment.filter(({ recommendationId }) => recommendationId === id),
        ),
        30,
      );
    }
  });

  test('entries of the history', async () => {
    const query = HistoryQuery.parse(many);
    await forAnybody(
      async (actor) => (await listHistory(store.readingAs(actor), actor, query)).rows,
      (actor) => held.leaves.filter((leaf) => canRead(actor, 'history', factsOfLeaf(leaf, held, above))),
      120,
    );
  });
});

/** Those of the rows that were made for everybody: the rights of who asks stand among them. */
const heldAmong = (made: readonly { id: string }[], { rows }: { rows: { id: string }[] }) =>
  rows.filter((row) => made.some(({ id }) => id === row.id));

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

function mayDecide(
  actor: Actor,
  proposal: StateOf['proposal'],
  held: Held,
  above: ReadonlyMap<string, RecommendationState>,
): boolean {
  const approved = held.proposal.filter(
    ({ recommendationId, state }) => recommendationId === proposal.recommendationId && state === 'approved',
  );
  return (
    proposal.state === 'open' &&
    canRead(actor, 'proposal', factsOf('proposal', proposal, above)) &&
    sidesOf(actor).some(
      ({ lenderId, actor: side }) =>
        permit(side, { name: 'proposal.approve' }, factsOf('proposal', proposal, above)) === null &&
        separationRefusal(effectivePersons(actor.personId, lenderId), proposal, approved) === null,
    )
  );
}
