import { describe, expect, test } from '@jest/globals';
import {
  askedFor,
  bodyOf,
  decidedBy,
  decidedFor,
  followedBy,
  forged,
  honestLog,
  proposals,
  without,
} from '../../../../test/support/forged-log.js';
import { judged } from '../../../../test/support/model-history.js';
import {
  actionId,
  asks,
  commentId,
  decides,
  delegationId,
  evidenceId,
  other,
  recommendationId,
  redactionId,
  second,
  verifies,
} from '../../../../test/support/model-life.js';
import { idOf } from '../../../../test/support/sample-states.js';
import type { ReplayedStep } from './judge.js';

type Case = [what: string, log: () => ReplayedStep[], words: RegExp];
const proposal = (transition: string): string => proposals[transition] ?? '';
const about = recommendationId;

const segregation: Case[] = [
  ['an approval of one’s own proposal', () => decidedBy('issue', asks), /on their own proposal/],
  ['an approval on behalf of the proposer', () => decidedFor('issue', asks), /on their own proposal/],
  [
    'a proposal on behalf of the approver',
    () => askedFor('issue', decides),
    /nobody does 'proposal.make' on behalf/,
  ],
  ['a verification by who approved the report', () => decidedBy('verify', decides), /took no part/],
  ['a verification by who reported', () => decidedBy('verify', asks), /took no part/],
  ['a verification on behalf of who reported', () => decidedFor('verify', asks), /took no part/],
  [
    'a report on behalf of the later verifier',
    () => askedFor('report-implemented', verifies),
    /nobody does 'proposal.make' on behalf/,
  ],
  [
    'a second approval by the first approver',
    () =>
      forged('proposal.approved', proposal('close-risk-accepted'), (step, all) => {
        const next = all.find(
          ({ entry }) => entry.objectId === step.entry.objectId && entry.objectVersion === 3,
        );
        if (next) next.entry.actor = decides;
      }),
    /the next approval is another person’s/,
  ],
  [
    'a second approval on behalf of the first approver',
    () =>
      forged('proposal.approved', proposal('close-risk-accepted'), (step, all) => {
        const next = all.find(
          ({ entry }) => entry.objectId === step.entry.objectId && entry.objectVersion === 3,
        );
        if (next) next.entry.onBehalfOf = decides;
      }),
    /the next approval is another person’s/,
  ],
  [
    'a redaction approved by who asked for it',
    () =>
      forged('redaction.approved', redactionId, (step) => {
        step.entry.actor = decides;
        bodyOf(step).set['decidedById'] = decides;
      }),
    /on their own request/,
  ],
  [
    'a redaction approved on behalf of who asked for it',
    () => forged('redaction.approved', redactionId, ({ entry }) => (entry.onBehalfOf = decides)),
    /on their own request/,
  ],
];

const lent = (forge: (step: ReplayedStep) => void) => () => forged('delegation.given', delegationId, forge);
const setOf = (step: ReplayedStep, set: Record<string, unknown>) => Object.assign(bodyOf(step).set, set);

const onBehalf: Case[] = [
  ['a decision for one who lent nothing', () => without('delegation.given', delegationId), /had not lent/],
  ['a decision for one who lent it to another', lent((step) => setOf(step, { toId: asks })), /had not lent/],
  [
    'a decision that was not lent',
    lent((step) => setOf(step, { deeds: ['proposal.reject'] })),
    /had not lent 'proposal.approve'/,
  ],
  [
    'a decision outside of what was lent',
    lent((step) =>
      setOf(step, { scopeType: 'recommendation', scopeId: recommendationId.replace(/.$/, 'f') }),
    ),
    /had not lent|names nothing/,
  ],
  [
    'a decision after what was lent ended',
    lent((step) => setOf(step, { endsAt: new Date(Date.parse(step.entry.at) + 1).toISOString() })),
    /had not lent/,
  ],
  [
    'a decision before what was lent began',
    lent((step) => setOf(step, { startsAt: '2026-12-01T00:00:00.000Z' })),
    /had not lent/,
  ],
  ['a delegation in another’s name', lent((step) => setOf(step, { fromId: asks })), /set\/fromId/],
  ['a delegation to oneself', lent((step) => setOf(step, { toId: other })), /toId is yourself/],
  [
    'a delegation of more than a year',
    lent((step) => setOf(step, { endsAt: '2028-01-01T00:00:00.000Z' })),
    /more than a year/,
  ],
  [
    'work on behalf of another',
    () => forged('action.completed', actionId, ({ entry }) => (entry.onBehalfOf = other)),
    /nobody does 'action.complete' on behalf/,
  ],
];

const whoActs: Case[] = [
  [
    'an edit of another’s comment',
    () => forged('comment.edited', commentId, ({ entry }) => (entry.actor = other)),
    /nobody edits the comment of another/,
  ],
  [
    'a comment in another’s name',
    () => forged('comment.posted', commentId, ({ entry }) => (entry.actor = other)),
    /set\/authorId is .* where the rules give/,
  ],
  [
    'a proposal in another’s name',
    () => forged('proposal.made', proposal('issue'), ({ entry }) => (entry.actor = other)),
    /set\/proposedById/,
  ],
  [
    'a decision in another’s name',
    () => forged('proposal.approved', proposal('issue'), ({ entry }) => (entry.actor = second)),
    /set\/decisions\/0\/by/,
  ],
  [
    'evidence in another’s name',
    () => forged('evidence.added', evidenceId, ({ entry }) => (entry.actor = other)),
    /set\/addedById/,
  ],
  [
    'the effect of a decision by another than who decided',
    () => forged('recommendation.issued', about, ({ entry }) => (entry.actor = other)),
    /actor is/,
  ],
  [
    'a step of a person whom the log does not know',
    () => forged('action.completed', actionId, ({ entry }) => (entry.actor = idOf(0xdead))),
    /the log knows no person/,
  ],
  [
    'a step of nobody',
    () => forged('action.completed', actionId, ({ entry }) => (entry.actor = null)),
    /nobody acts in it/,
  ],
  [
    'a second founding',
    () =>
      followedBy('installation.founded', undefined, ({ entry }) => {
        entry.objectId = idOf(0xf00d);
        entry.objectVersion = 1;
      }),
    /founded once/,
  ],
];

describe('the judge finds', () => {
  test('nothing wrong with the honest history', () => {
    const { faults, unproved } = judged(honestLog);
    expect({ faults, unproved }).toEqual({ faults: [], unproved: [] });
  });

  test('nothing to say of a decision on behalf, where what was lent is not to be seen', () => {
    const part = honestLog.filter(({ entry }) => entry.objectType !== 'delegation');
    const { faults, unproved } = judged(part);
    expect(faults).toEqual([]);
    expect(unproved).toContain(
      '1 decision on behalf of another where what that person lent is not in this bundle',
    );
  });

  test.each([...segregation, ...onBehalf, ...whoActs])('%s', (_what, log, words) => {
    expect(judged(log()).faults[0]).toMatch(words);
  });
});
