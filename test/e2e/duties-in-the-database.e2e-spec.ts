import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Decision } from '#contracts';
import { Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';

/** What a program that is wrong, or somebody at the database, might write: past every rule of ours. */
describe('the database keeps duties apart by itself', () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  let proposalId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    world = await createSmallWorld(store);
    proposalId = await proposed();
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const proposed = async () =>
    (
      await issue(store, await world.actor('editor'), 'proposal.make', {
        recommendationId: await world.draft(),
        change: { transition: 'issue' },
      })
    ).objectId;
  const by = (person: Person, onBehalfOf: Person | null = null): Decision => ({
    by: world.people[person],
    onBehalfOf: onBehalfOf && world.people[onBehalfOf],
    at: '2026-03-01T12:00:00.000Z',
    outcome: 'approved',
    reason: null,
    tested: null,
  });
  const decide = (decisions: Decision[], state = 'open', id = proposalId) =>
    store.pool.query('update proposal set decisions = $2, state = $3 where id = $1', [
      id,
      JSON.stringify(decisions),
      state,
    ]);

  test.each<[string, () => Decision[]]>([
    ['the proposer decides', () => [by('editor')]],
    ['somebody decides on behalf of the proposer', () => [by('manager', 'editor')]],
    ['the proposer decides on behalf of another', () => [by('editor', 'manager')]],
    ['one decides twice', () => [by('manager'), by('manager')]],
    ['one decides for who decided', () => [by('manager'), by('director', 'manager')]],
    ['one decides who was decided for', () => [by('director', 'manager'), by('manager')]],
    ['two decide for one', () => [by('director', 'manager'), by('auditor', 'manager')]],
    ['one decides for themselves as another', () => [by('manager', 'manager')]],
  ])('where %s', async (_what, decisions) => {
    await expect(decide(decisions())).rejects.toMatchObject({ constraint: 'proposal_duties_apart' });
  });

  test('where approvals are missing', async () => {
    await expect(decide([], 'approved')).rejects.toMatchObject({ constraint: 'proposal_quorum' });
    await expect(decide([{ ...by('manager'), outcome: 'rejected' }], 'approved')).rejects.toMatchObject({
      constraint: 'proposal_quorum',
    });
  });

  test.each([
    ['pinned_version = pinned_version + 1'],
    ['proposed_by_id = (select id from person where id <> proposed_by_id limit 1)'],
    ['approvals_needed = 0'],
    [`decided_by = 'verifier'`],
    [`change = '{"transition":"reopen","reason":"x"}'`],
  ])('where what was asked changes: %s', async (set) => {
    await expect(
      store.pool.query(`update proposal set ${set} where id = $1`, [proposalId]),
    ).rejects.toMatchObject({
      constraint: 'proposal_as_asked',
    });
  });

  test('where a decision is changed, taken back, or comes too late', async () => {
    const id = await proposed();
    await decide([by('manager')], 'open', id);
    for (const decisions of [[], [by('director')], [{ ...by('manager'), outcome: 'rejected' as const }]])
      await expect(decide(decisions, 'open', id)).rejects.toMatchObject({
        constraint: 'proposal_decisions_kept',
      });
    await decide([by('manager')], 'approved', id);
    await expect(decide([by('manager'), by('director')], 'approved', id)).rejects.toMatchObject({
      constraint: 'proposal_decisions_kept',
    });
  });

  test('where a verifier took part in what is verified', async () => {
    const recommendationId = await world.started();
    const insert = (transition: string, proposedBy: Person, state: string, decisions: Decision[]) =>
      store.pool.query(
        `insert into proposal (id, version, created_at, updated_at, head_hash, recommendation_id, change, pinned_version,
           evidence, proposed_by_id, state, decided_by, approvals_needed, decisions)
         values (gen_random_uuid(), 1, now(), now(), '', $1, jsonb_build_object('transition', $2::text), 1, '[]', $3, $4,
           'manager', 1, $5) returning id`,
        [recommendationId, transition, world.people[proposedBy], state, JSON.stringify(decisions)],
      );
    await insert('report-implemented', 'staff', 'approved', [by('director', 'manager')]);
    const { rows } = await insert('verify', 'strangersManager', 'open', []);
    const { id } = rows[0] as { id: string };
    for (const decision of [
      by('staff'),
      by('manager'),
      by('director'),
      by('auditor', 'staff'),
      by('auditor', 'manager'),
    ])
      await expect(decide([decision], 'approved', id)).rejects.toMatchObject({
        constraint: 'proposal_verifier_apart',
      });
    await decide([by('auditor')], 'approved', id);
  });

  describe('of a redaction', () => {
    const redact = (decided: Person | null, onBehalfOf: Person | null, state = 'approved') =>
      store.pool.query(
        `insert into redaction (id, version, created_at, updated_at, head_hash, recommendation_id, targets, legal_basis,
           requested_by_id, decided_by_id, decided_on_behalf_of_id, state)
         select gen_random_uuid(), 1, now(), now(), '', id, '[]', 'personal_data', $1, $2, $3, $4 from recommendation limit 1`,
        [
          world.people.manager,
          decided && world.people[decided],
          onBehalfOf && world.people[onBehalfOf],
          state,
        ],
      );

    test.each<[Person | null, Person | null, string, string]>([
      ['manager', null, 'approved', 'redaction_by_two'],
      ['director', 'manager', 'approved', 'redaction_for_another'],
      ['director', 'director', 'approved', 'redaction_for_another'],
      [null, null, 'approved', 'redaction_decided'],
      ['director', null, 'requested', 'redaction_decided'],
      [null, 'director', 'requested', 'redaction_decided'],
    ])('decided by %s for %s and %s', async (decided, onBehalfOf, state, constraint) => {
      await expect(redact(decided, onBehalfOf, state)).rejects.toMatchObject({ constraint });
    });

    test('by two persons, whoever they act for', async () => {
      await redact('director', 'strangersManager');
      await redact(null, null, 'requested');
    });
  });

  test('a delegation is to another, and for a year at most', async () => {
    const lend = (toId: string, days: number) =>
      store.pool.query(
        `insert into delegation (id, version, created_at, updated_at, head_hash, from_id, to_id, scope_type, deeds, starts_at,
           ends_at) values (gen_random_uuid(), 1, now(), now(), '', $1, $2, 'installation', '{proposal.approve}', now(),
           now() + make_interval(days => $3))`,
        [world.people.manager, toId, days],
      );
    await expect(lend(world.people.manager, 1)).rejects.toMatchObject({
      constraint: 'delegation_to_another',
    });
    for (const days of [-1, 0, 367])
      await expect(lend(world.people.director, days)).rejects.toMatchObject({
        constraint: 'delegation_within_a_year',
      });
  });
});
