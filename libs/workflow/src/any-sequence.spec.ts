import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  axes,
  entryKinds,
  objectTypes,
  Refusal,
  type Axis,
  type ObjectType,
  type ProposalState,
  type RecommendationState,
  type StateOf,
} from '#contracts';
import { foundIn } from '../../../test/support/model-history.js';
import { ModelWorld, type Step } from '../../../test/support/model-world.js';
import { Dice } from '../../../test/support/random/dice.js';
import { randomCommand } from '../../../test/support/random/random-command.js';
import { idOf } from '../../../test/support/sample-states.js';
import { transitions, type Transition } from './definition/transitions.js';
import { evolve } from './evolve.js';

const table: readonly Transition[] = transitions;
const axisNames = Object.keys(axes) as Axis[];
const people = [1, 2, 3, 4, 5].map((number) => idOf(number));

/** What a change of one axis does to others beside it, as the plan of the house says. */
const sideEffects: Record<
  string,
  (before: RecommendationState, after: RecommendationState) => Partial<RecommendationState>
> = {
  'report-implemented': () => ({ verification: 'not_assessed' }),
  verify: (_before, { verification }) =>
    verification === 'evidence_insufficient' ? { implementation: 'in_progress' } : {},
  reopen: ({ implementation }) => ({
    verification: 'not_assessed',
    ...(implementation === 'reported_implemented' && { implementation: 'in_progress' }),
  }),
};

/** Whether some row of the table leads from one state of the axes to the other. */
function isLegal(before: RecommendationState, after: RecommendationState): boolean {
  return table.some((row) => {
    const { axis, from, to, id } = row;
    if (axis === 'due-date') return false;
    if (!axisNames.every((name) => from[name]?.includes(before[name]) ?? true)) return false;
    if (!to.includes(after[axis])) return false;
    const expected = { ...before, ...sideEffects[id]?.(before, after), [axis]: after[axis] };
    return axisNames.every((name) => expected[name] === after[name]);
  });
}

/** Plays a random sequence of commands by five persons; what is refused changes nothing. */
function play(seed: number, length: number): ModelWorld {
  const dice = new Dice(seed);
  const world = new ModelWorld();
  foundIn(world);
  for (const number of people)
    world.issue(
      { name: 'person.create', id: number, input: { name: 'P', email: `p${number}@x.example` } },
      number,
    );
  world.issue({ name: 'entity.create', input: { name: 'E', kind: 'office' } }, idOf(1));
  world.issue(
    {
      name: 'review.create',
      input: { code: 'r', title: 'R', date: '2012-01-01', commissionedBy: 'SG', summary: 'S' },
    },
    idOf(1),
  );
  for (let count = 0; count < length; count++) {
    try {
      // Few recommendations, so that each gets far.
      const command = randomCommand(dice, world);
      if (command.name === 'recommendation.draft' && world.all('recommendation').length > 2) continue;
      world.issue(command, dice.one(people));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
    }
  }
  return world;
}

describe('whatever is commanded, in whatever order', () => {
  const plays = fc.tuple(fc.integer(), fc.integer({ min: 1, max: 400 }));
  const seen = new Set<string>();
  // The same plays for each test, each played once.
  const seed = Date.now();
  const played = new Map<string, ModelWorld>();
  const forAnyPlay = (check: (world: ModelWorld) => void) =>
    fc.assert(
      fc.property(plays, ([number, length]) => {
        const key = `${number}:${length}`;
        const world = played.get(key) ?? play(number, length);
        played.set(key, world);
        check(world);
      }),
      { numRuns: 120, seed },
    );

  test('every step of a recommendation is one that the transition table allows', () => {
    forAnyPlay(({ steps }) => {
      for (const { event, before, after } of steps) {
        seen.add(event.action);
        if (event.objectType !== 'recommendation' || !before) continue;
        const [old, now] = [before, after] as [RecommendationState, RecommendationState];
        if (axisNames.some((name) => old[name] !== now[name]) && !isLegal(old, now))
          throw new Error(`${event.action}: from ${JSON.stringify(old)} to ${JSON.stringify(now)}`);
      }
    });
    expect(Object.keys(entryKinds).filter((action) => !seen.has(action))).toEqual([]);
  });

  test('folding what was recorded gives every object as it stands', () => {
    forAnyPlay((world) => {
      const folded = new Map<string, StateOf[ObjectType]>();
      for (const { event, at } of world.steps) {
        const before = folded.get(event.objectId) ?? null;
        folded.set(event.objectId, evolve(before, event, { at, objectVersion: (before?.version ?? 0) + 1 }));
      }
      const states = objectTypes.flatMap((type): readonly StateOf[ObjectType][] => world.all(type));
      expect(states.map(({ id }) => folded.get(id))).toEqual(states);
    });
  });

  test('an event touches the fields of its kind alone, says what they were, and changes something', () => {
    forAnyPlay(({ steps }) => steps.forEach(mustBeProper));
  });

  test('no recommendation stands where it could not have come to', () => {
    forAnyPlay((world) =>
      world.all('recommendation').forEach((state) => expect(contradictions(state)).toEqual([])),
    );
  });

  test('duties stay apart, and each change is asked for once at a time', () => {
    forAnyPlay((world) => {
      const proposals = world.all('proposal');
      for (const proposal of proposals) mustKeepDutiesApart(proposal, proposals);
      const open = proposals.filter(({ state }) => state === 'open');
      const asked = open.map(({ recommendationId, change }) => `${recommendationId} ${change.transition}`);
      expect(new Set(asked).size).toBe(asked.length);
    });
  });
});

function mustBeProper({ event, before }: Step): void {
  const { action, set, was } = event;
  const { creates, fields } = entryKinds[action];
  if (creates) {
    expect({ before, was }).toEqual({ before: null, was: {} });
    return;
  }
  const touched = Object.keys(set);
  const strange = touched.filter((field) => !(fields as readonly string[]).includes(field));
  expect({ action, strange, was }).toEqual({
    action,
    strange: [],
    was: Object.fromEntries(touched.map((field) => [field, before?.[field as 'id']])),
  });
}

function contradictions(state: RecommendationState): string[] {
  const { issuance, acceptance, implementation, verification, closure, dueDate } = state;
  const rules: Record<string, boolean> = {
    'a draft that moved':
      issuance === 'draft' && [acceptance, implementation, closure].join() !== 'pending,not_started,open',
    'verified, but never reported': verification === 'verified' && implementation !== 'reported_implemented',
    'insufficient, but still reported':
      verification === 'evidence_insufficient' && implementation === 'reported_implemented',
    'closed as implemented without verification':
      closure === 'closed_implemented' && verification !== 'verified',
    'under way without an answer':
      implementation !== 'not_started' && ['pending', 'under_consideration'].includes(acceptance),
    'accepted without owner or date ever': acceptance === 'accepted' && (!dueDate || !state.originalDueDate),
    'issued without what it must have':
      issuance === 'issued' && !(state.citation && state.addressee && state.criticality),
  };
  return Object.entries(rules).flatMap(([name, isBroken]) => (isBroken ? [name] : []));
}

function mustKeepDutiesApart(proposal: ProposalState, all: readonly ProposalState[]): void {
  const deciders = proposal.decisions.map(({ by }) => by);
  expect(deciders).not.toContain(proposal.proposedById);
  expect(new Set(deciders).size).toBe(deciders.length);
  const approvals = proposal.decisions.filter(({ outcome }) => outcome === 'approved').length;
  if (proposal.state === 'approved') expect(approvals).toBe(proposal.approvalsNeeded);
  if (proposal.state === 'open') expect(approvals).toBeLessThan(proposal.approvalsNeeded);
  if (proposal.change.transition !== 'verify') return;
  const chain = all.filter(
    ({ recommendationId, change, state, updatedAt }) =>
      recommendationId === proposal.recommendationId &&
      change.transition === 'report-implemented' &&
      state === 'approved' &&
      updatedAt < proposal.createdAt,
  );
  const people = chain.flatMap(({ proposedById, decisions }) => [
    proposedById,
    ...decisions.map(({ by }) => by),
  ]);
  expect(deciders.filter((by) => people.includes(by))).toEqual([]);
}
