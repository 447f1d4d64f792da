import { describe, expect, test } from '@jest/globals';
import type { ProposedChange, ProposedTransition, RecommendationState } from '#contracts';
import { decideSample, refusalOf } from '../../../../test/support/decide-sample.js';
import {
  idOf,
  proposer,
  sampleChanges,
  sampleEvidence,
  sampleProposal,
  sampleRecommendation,
} from '../../../../test/support/sample-states.js';
import { transitions, type Transition } from '../definition/transitions.js';
import type { World } from '../world.js';

const table: readonly Transition[] = transitions;
const accepted = { acceptance: 'accepted', ownerId: proposer } as const;
/** Where a recommendation stands when each change may be proposed. */
const standing: Record<ProposedTransition, Partial<RecommendationState>> = {
  issue: { issuance: 'draft' },
  respond: { acceptance: 'under_consideration' },
  'report-implemented': { ...accepted, implementation: 'in_progress' },
  verify: { ...accepted, implementation: 'reported_implemented' },
  'close-implemented': { ...accepted, implementation: 'reported_implemented', verification: 'verified' },
  'close-alternative': {},
  'close-overtaken': {},
  'close-not-implemented': {},
  'close-risk-accepted': {},
  supersede: {},
  'move-due-date': accepted,
  reopen: { closure: 'closed_implemented' },
};
const names = Object.keys(standing) as ProposedTransition[];

const worldOf = (fields: Partial<RecommendationState>, more: World = {}): World => ({
  recommendation: sampleRecommendation({ version: 4, ...fields }),
  openProposals: [],
  namedEvidence: [sampleEvidence()],
  known: new Set([proposer, idOf(0x202)]),
  ...more,
});
const propose = (change: ProposedChange, world: World) =>
  decideSample('proposal.make', { recommendationId: idOf(0x201), change }, world, { actorId: proposer });

describe('proposing', () => {
  test('there is a proposal for every row of the table that somebody decides', () => {
    expect(names).toEqual(
      table
        .filter(({ decides }) => decides !== 'nobody')
        .map(({ id }) => id)
        .sort(byPlan),
    );
  });

  test.each(names)('%s makes an open proposal, pinned to what was seen', (name) => {
    const row = table.find(({ id }) => id === name);
    const [event, ...others] = propose(sampleChanges[name], worldOf(standing[name]));
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      action: 'proposal.made',
      set: {
        recommendationId: idOf(0x201),
        change: sampleChanges[name],
        pinnedVersion: 4,
        proposedById: proposer,
        state: 'open',
        decidedBy: row?.decides,
        approvalsNeeded: row?.approvals,
        decisions: [],
      },
    });
  });

  test.each(names)('%s is refused where the table does not let it start', (name) => {
    const world = worldOf(name === 'reopen' ? {} : { closure: 'superseded', issuance: 'issued' });
    expect(refusalOf(() => propose(sampleChanges[name], world)).code).toBe('wrong-state');
  });

  test.each(names)('%s is proposed once at a time', (name) => {
    const openProposals = [sampleProposal(sampleChanges[name])];
    expect(
      refusalOf(() => propose(sampleChanges[name], worldOf(standing[name], { openProposals }))).code,
    ).toBe('proposal-open-already');
    const other = name === 'reopen' ? 'close-alternative' : 'reopen';
    const beside = worldOf(standing[name], { openProposals: [sampleProposal(sampleChanges[other])] });
    expect(propose(sampleChanges[name], beside)).toHaveLength(1);
  });

  test('what is critical is decided higher up, or by two', () => {
    const critical = { ...standing['move-due-date'], criticality: 'critical' } as const;
    expect(propose(sampleChanges['move-due-date'], worldOf(critical))[0]?.set).toMatchObject({
      decidedBy: 'higher_manager',
      approvalsNeeded: 1,
    });
    expect(propose(sampleChanges['close-risk-accepted'], worldOf(critical))[0]?.set).toMatchObject({
      decidedBy: 'higher_manager',
      approvalsNeeded: 2,
    });
  });
});

describe('what a proposal must carry', () => {
  const { respond, issue, supersede } = sampleChanges;
  const report = sampleChanges['report-implemented'];
  test.each<[string, ProposedChange, Partial<RecommendationState>, string]>([
    ['issuing without citation', issue, { citation: null }, 'citation'],
    ['issuing without addressee', issue, { addressee: null }, 'addressee'],
    ['issuing without criticality', issue, { criticality: null }, 'criticality'],
    ['partial acceptance without reason', { ...respond, to: 'partially_accepted' }, {}, 'reason'],
    ['refusal without reason', { ...respond, to: 'not_accepted', due: null }, {}, 'reason'],
    ['acceptance without owner', { ...respond, ownerId: null }, {}, 'ownerId'],
    ['acceptance without due date', { ...respond, due: null }, {}, 'due'],
    ['a report without evidence', { ...report, evidenceIds: [] }, {}, 'evidenceIds'],
    [
      'a report with evidence that is not there',
      { ...report, evidenceIds: [idOf(0x699)] },
      {},
      'evidenceIds',
    ],
    ['itself as successor', { ...supersede, supersededById: idOf(0x201) }, {}, 'supersededById'],
  ])('%s is refused', (_case, change, fields, field) => {
    const world = worldOf({ ...standing[change.transition], ...fields });
    expect(refusalOf(() => propose(change, world))).toMatchObject({
      code: 'obligation-missing',
      fields: [field],
    });
  });

  test('an owner who is known already need not be named again, and no acceptance needs none', () => {
    const owned = worldOf({ ...standing.respond, ownerId: proposer });
    expect(propose({ ...respond, ownerId: null }, owned)).toHaveLength(1);
    const no: ProposedChange = { ...respond, to: 'not_accepted', reason: 'No.', ownerId: null, due: null };
    expect(propose(no, worldOf(standing.respond))).toHaveLength(1);
  });

  test.each([
    ['withdrawn', { state: 'withdrawn' }],
    ['of another recommendation', { recommendationId: idOf(0x299) }],
  ] as const)('evidence that is %s counts as none', (_case, fields) => {
    const world = worldOf(standing['report-implemented'], { namedEvidence: [sampleEvidence(fields)] });
    expect(refusalOf(() => propose(report, world)).code).toBe('obligation-missing');
  });

  test('evidence is pinned as it stands', () => {
    const file = {
      storageKey: 'ab/x',
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      size: 3,
      sha256: 'f'.repeat(64),
    };
    const world = worldOf(standing['report-implemented'], {
      namedEvidence: [sampleEvidence({ version: 3, kind: 'file', file })],
    });
    expect(propose(report, world)[0]?.set).toMatchObject({
      evidence: [{ evidenceId: idOf(0x601), version: 3, sha256: file.sha256 }],
    });
  });

  test.each<[ProposedChange, string]>([
    [respond, 'ownerId'],
    [supersede, 'supersededById'],
  ])('whom and what it names exists', (change, field) => {
    const world = worldOf(standing[change.transition], { known: new Set() });
    expect(refusalOf(() => propose(change, world))).toMatchObject({
      code: 'reference-not-found',
      fields: [field],
    });
  });
});

function byPlan(left: string, right: string): number {
  return names.indexOf(left as ProposedTransition) - names.indexOf(right as ProposedTransition);
}
