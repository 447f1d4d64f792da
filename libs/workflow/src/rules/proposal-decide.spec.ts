import { describe, expect, test } from '@jest/globals';
import type { Decision, ProposalState, ProposedTransition, RecommendationState } from '#contracts';
import { decideSample, refusalOf, told } from '../../../../test/support/decide-sample.js';
import {
  decider,
  idOf,
  proposer,
  sampleChanges,
  sampleEvidence,
  sampleMoment,
  sampleProposal,
  sampleRecommendation,
  second,
  verifier,
} from '../../../../test/support/sample-states.js';
import type { World } from '../world.js';
import { separationRefusal } from './proposal-decide.js';

const accepted = {
  acceptance: 'accepted',
  ownerId: proposer,
  dueDate: '2026-06-30',
  duePrecision: 'day',
} as const;
const reported = { ...accepted, implementation: 'reported_implemented' } as const;
const running = { ...accepted, implementation: 'in_progress' } as const;

const worldOf = (proposal: ProposalState, fields: Partial<RecommendationState>, more: World = {}): World => ({
  proposal,
  recommendation: sampleRecommendation(fields),
  openProposals: [proposal],
  approvedProposals: [],
  namedEvidence: [sampleEvidence()],
  ...more,
});
const approval = (by: string): Decision => ({
  by,
  onBehalfOf: null,
  at: sampleMoment.at,
  outcome: 'approved',
  reason: null,
  tested: null,
});
const tested = { tested: 'Read the minutes and asked two offices.' };

describe('approving carries out what was asked', () => {
  const closes = (closure: RecommendationState['closure']) => ['recommendation.closed', { closure }] as const;
  test.each<[ProposedTransition, Partial<RecommendationState>, readonly [string, object]]>([
    ['issue', { issuance: 'draft' }, ['recommendation.issued', { issuance: 'issued' }]],
    [
      'respond',
      {},
      [
        'recommendation.responded-to',
        {
          acceptance: 'accepted',
          ownerId: proposer,
          dueDate: '2027-06-30',
          duePrecision: 'day',
          originalDueDate: '2027-06-30',
        },
      ],
    ],
    [
      'report-implemented',
      { ...running, verification: 'evidence_insufficient' },
      [
        'recommendation.reported-implemented',
        { implementation: 'reported_implemented', verification: 'not_assessed' },
      ],
    ],
    ['verify', reported, ['recommendation.verified', { verification: 'verified' }]],
    ['close-implemented', { ...reported, verification: 'verified' }, closes('closed_implemented')],
    ['close-alternative', {}, closes('closed_alternative')],
    ['close-overtaken', {}, closes('closed_overtaken_by_events')],
    ['close-not-implemented', {}, closes('closed_not_implemented')],
    ['close-risk-accepted', {}, closes('closed_risk_accepted')],
    ['supersede', {}, closes('superseded')],
    [
      'move-due-date',
      { ...accepted, extensionCount: 1, originalDueDate: '2026-01-31' },
      ['recommendation.due-date-moved', { dueDate: '2027-12-31', duePrecision: 'year', extensionCount: 2 }],
    ],
    [
      'reopen',
      { ...reported, verification: 'verified', closure: 'closed_implemented' },
      [
        'recommendation.reopened',
        { closure: 'open', verification: 'not_assessed', implementation: 'in_progress' },
      ],
    ],
  ])('%s', (name, fields, effect) => {
    const world = worldOf(sampleProposal(sampleChanges[name], { version: 2 }), fields);
    const events = decideSample('proposal.approve', { reason: 'Agreed.', ...tested }, world);
    expect(told(events)).toEqual([
      [
        'proposal.approved',
        { state: 'approved', decisions: [{ ...approval(decider), reason: 'Agreed.', ...tested }] },
      ],
      effect,
    ]);
    expect(events[1]?.note).toMatchObject({ proposalId: idOf(0x501), proposalVersion: 2, ...tested });
  });

  test('a closure says what was accepted, or by what it was superseded', () => {
    const noteOf = (name: ProposedTransition) =>
      decideSample('proposal.approve', {}, worldOf(sampleProposal(sampleChanges[name]), {}))[1]?.note;
    expect(noteOf('close-risk-accepted')).toMatchObject({
      riskStatement: 'We live with it.',
      riskReviewDate: '2027-01-01',
    });
    expect(noteOf('supersede')).toMatchObject({ supersededById: idOf(0x202), reason: 'Merged.' });
  });

  test('a later response keeps the first date that was agreed', () => {
    const fields = { ...accepted, acceptance: 'partially_accepted', originalDueDate: '2026-06-30' } as const;
    const [, effect] = decideSample(
      'proposal.approve',
      {},
      worldOf(sampleProposal(sampleChanges.respond), fields),
    );
    expect(effect?.set).toMatchObject({ dueDate: '2027-06-30', originalDueDate: '2026-06-30' });
  });

  test('no acceptance sets no date and no owner', () => {
    const change = { ...sampleChanges.respond, to: 'not_accepted', reason: 'No.' } as const;
    const [, effect] = decideSample('proposal.approve', {}, worldOf(sampleProposal(change), {}));
    expect(effect?.set).toEqual({ acceptance: 'not_accepted' });
  });

  test('what was closed without being reported goes on where it stood', () => {
    const fields = { ...accepted, implementation: 'on_hold', closure: 'closed_alternative' } as const;
    const [, effect] = decideSample(
      'proposal.approve',
      {},
      worldOf(sampleProposal(sampleChanges.reopen), fields),
    );
    expect(effect?.set).toMatchObject({ closure: 'open', implementation: 'on_hold' });
  });

  test('it voids everything else that was asked of the recommendation', () => {
    const proposal = sampleProposal(sampleChanges['close-alternative']);
    const other = sampleProposal(sampleChanges['move-due-date'], { id: idOf(0x502) });
    const world = worldOf(proposal, accepted, { openProposals: [proposal, other] });
    expect(
      decideSample('proposal.approve', {}, world).map(({ action, objectId }) => [action, objectId]),
    ).toEqual([
      ['proposal.approved', idOf(0x501)],
      ['recommendation.closed', idOf(0x201)],
      ['proposal.voided', idOf(0x502)],
    ]);
  });
});

describe('an approval counts for what was asked', () => {
  test.each([
    ['voided', 'proposal-out-of-date'],
    ['approved', 'proposal-not-open'],
    ['rejected', 'proposal-not-open'],
    ['returned', 'proposal-not-open'],
    ['withdrawn', 'proposal-not-open'],
  ] as const)('a proposal that is %s is refused', (state, code) => {
    const world = worldOf(sampleProposal(sampleChanges.respond, { state }), {});
    expect(refusalOf(() => decideSample('proposal.approve', {}, world)).code).toBe(code);
    expect(refusalOf(() => decideSample('proposal.withdraw', {}, world)).code).toBe(code);
  });

  test('the table is asked again', () => {
    const world = worldOf(sampleProposal(sampleChanges['close-implemented']), reported);
    expect(refusalOf(() => decideSample('proposal.approve', {}, world))).toMatchObject({
      code: 'wrong-state',
      rule: 'close-implemented/from-verification',
    });
  });

  test.each([
    ['replaced', [sampleEvidence({ version: 2 })]],
    ['withdrawn', [sampleEvidence({ state: 'withdrawn' })]],
    ['gone', []],
  ])('evidence that was %s after the proposal makes it out of date', (_case, namedEvidence) => {
    const evidence = [{ evidenceId: idOf(0x601), version: 1, sha256: null }];
    const proposal = sampleProposal(sampleChanges['report-implemented'], { evidence });
    expect(decideSample('proposal.approve', {}, worldOf(proposal, running))).toHaveLength(2);
    const changedSince = worldOf(proposal, running, { namedEvidence });
    expect(refusalOf(() => decideSample('proposal.approve', {}, changedSince))).toMatchObject({
      code: 'proposal-out-of-date',
      rule: 'proposal.approve/evidence-changed',
    });
  });
});

describe('segregation of duties', () => {
  const proposal = sampleProposal(sampleChanges['close-alternative']);
  const decisions = ['proposal.approve', 'proposal.reject', 'proposal.return'] as const;

  test.each(decisions)('%s is never on one’s own proposal', (name) => {
    const attempt = () =>
      decideSample(name, { reason: 'Mine.' }, worldOf(proposal, {}), { actorId: proposer });
    expect(refusalOf(attempt)).toMatchObject({ code: 'own-proposal', rule: 'segregation/own-proposal' });
  });

  test.each(decisions)('%s is never a second decision of the same person', (name) => {
    const half = { ...proposal, approvalsNeeded: 2, decisions: [approval(decider)] };
    expect(refusalOf(() => decideSample(name, { reason: 'Again.' }, worldOf(half, {})))).toMatchObject({
      code: 'already-decided-by-you',
      rule: 'segregation/second-approval',
    });
  });

  test.each([
    ['reported it', proposer, true],
    ['approved the report', second, true],
    ['had no part in it', verifier, false],
  ])('a verifier who %s', (_case, by, isInChain) => {
    const report = sampleProposal(sampleChanges['report-implemented'], {
      id: idOf(0x511),
      state: 'approved',
      decisions: [approval(second)],
    });
    const verification = sampleProposal(sampleChanges.verify, {
      proposedById: decider,
      decidedBy: 'verifier',
    });
    const refusal = separationRefusal([by], verification, [report]);
    expect(refusal?.code ?? null).toBe(isInChain ? 'in-the-chain' : null);
    expect(separationRefusal([by === proposer ? decider : by], proposal, [report])).toBeNull();
  });

  test('one’s own proposal may be withdrawn', () => {
    const events = decideSample('proposal.withdraw', { reason: 'Too early.' }, worldOf(proposal, {}), {
      actorId: proposer,
    });
    expect(events).toMatchObject([{ set: { state: 'withdrawn' }, note: { reason: 'Too early.' } }]);
  });
});

describe('two approvals', () => {
  const proposal = sampleProposal(sampleChanges['close-risk-accepted'], { approvalsNeeded: 2 });

  test('the first leaves it open and moves nothing', () => {
    expect(told(decideSample('proposal.approve', {}, worldOf(proposal, {})))).toEqual([
      ['proposal.approved', { state: 'open', decisions: [approval(decider)] }],
    ]);
  });

  test('the second, by another person, carries it out', () => {
    const half = { ...proposal, decisions: [approval(second)] };
    expect(told(decideSample('proposal.approve', {}, worldOf(half, {})))).toEqual([
      ['proposal.approved', { state: 'approved', decisions: [approval(second), approval(decider)] }],
      ['recommendation.closed', { closure: 'closed_risk_accepted' }],
    ]);
  });
});

describe('verification', () => {
  const verification = sampleProposal(sampleChanges.verify, { decidedBy: 'verifier' });

  test.each(['proposal.approve', 'proposal.reject'] as const)('%s says what was tested', (name) => {
    const attempt = () => decideSample(name, { reason: 'So.' }, worldOf(verification, reported));
    expect(refusalOf(attempt)).toMatchObject({ code: 'obligation-missing', fields: ['tested'] });
  });

  test('insufficient evidence sends the work back', () => {
    const input = { reason: 'The minutes are of another year.', ...tested };
    const events = decideSample('proposal.reject', input, worldOf(verification, reported));
    expect(told(events)).toMatchObject([
      ['proposal.rejected', { state: 'rejected' }],
      [
        'recommendation.found-insufficient',
        { verification: 'evidence_insufficient', implementation: 'in_progress' },
      ],
    ]);
    expect(events[1]?.note).toEqual({ ...input, proposalId: idOf(0x501), proposalVersion: 1 });
  });

  test('returning it moves nothing', () => {
    const events = decideSample(
      'proposal.return',
      { reason: 'Which year?' },
      worldOf(verification, reported),
    );
    expect(events.map(({ action }) => action)).toEqual(['proposal.returned']);
  });

  test('rejecting anything else moves nothing', () => {
    const world = worldOf(sampleProposal(sampleChanges['close-overtaken']), {});
    const events = decideSample('proposal.reject', { reason: 'It still matters.' }, world);
    expect(told(events)).toMatchObject([['proposal.rejected', { state: 'rejected' }]]);
  });
});
