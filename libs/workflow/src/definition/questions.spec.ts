import { describe, expect, test } from '@jest/globals';
import { axes, criticalities, type RecommendationState } from '#contracts';
import { sampleRecommendation } from '../../../../test/support/sample-states.js';
import { approvalsNeeded, deciderOf, stateAllows } from './questions.js';
import { transitions, type TransitionId } from './transitions.js';

type Standing = Pick<RecommendationState, keyof typeof axes>;

const runs = ({ issuance, closure }: Standing) => issuance === 'issued' && closure === 'open';
const isAccepted = ({ acceptance }: Standing) => ['accepted', 'partially_accepted'].includes(acceptance);

/** The house's plan in words of its own, so that the table is compared with something else than itself. */
const startsFrom: Record<TransitionId, (standing: Standing) => boolean> = {
  issue: ({ issuance }) => issuance === 'draft',
  consider: (at) => runs(at) && at.acceptance === 'pending',
  respond: (at) => runs(at) && at.acceptance !== 'accepted',
  start: (at) => runs(at) && isAccepted(at) && at.implementation === 'not_started',
  hold: (at) => runs(at) && at.implementation === 'in_progress',
  resume: (at) => runs(at) && at.implementation === 'on_hold',
  'report-implemented': (at) => runs(at) && at.implementation === 'in_progress',
  verify: (at) =>
    runs(at) && at.implementation === 'reported_implemented' && at.verification === 'not_assessed',
  'close-implemented': (at) => runs(at) && at.verification === 'verified',
  'close-alternative': runs,
  'close-risk-accepted': runs,
  'close-overtaken': runs,
  'close-not-implemented': runs,
  supersede: runs,
  'move-due-date': (at) => runs(at) && isAccepted(at),
  reopen: ({ closure }) => closure !== 'open',
};

function everyStanding(): Standing[] {
  let standings: Partial<Standing>[] = [{}];
  for (const [axis, states] of Object.entries(axes)) {
    standings = standings.flatMap((at) => states.map((state) => ({ ...at, [axis]: state })));
  }
  return standings as Standing[];
}

describe('where a transition may start', () => {
  const standings = everyStanding();

  test('every combination of the axes is looked at', () => {
    expect(standings).toHaveLength(2 * 5 * 4 * 3 * 7);
  });

  test.each(transitions.map(({ id }) => id))('%s starts from just the states of the plan', (id) => {
    const wrong = standings.filter((at) => (stateAllows(id, at) === null) !== startsFrom[id](at));
    expect(wrong).toEqual([]);
  });

  test('the refusal names the axis that stands in the way', () => {
    const refusal = stateAllows('report-implemented', sampleRecommendation());
    expect(refusal).toMatchObject({
      code: 'wrong-state',
      rule: 'report-implemented/from-implementation',
      message: "'report-implemented' needs implementation to be in_progress; it is not_started",
    });
  });
});

describe('who decides, and how many', () => {
  /** Whatever closes a critical recommendation takes two. */
  const heavier: Record<string, number> = {
    'close-implemented': 2,
    'close-alternative': 2,
    'close-risk-accepted': 2,
    'close-overtaken': 2,
    'close-not-implemented': 2,
    supersede: 2,
  };
  const rows = transitions.flatMap(({ id, decides, approvals }) =>
    [...criticalities, null].map((criticality) => [id, criticality, decides, approvals] as const),
  );

  test('a risk is accepted by two, however small it is', () => {
    for (const criticality of [...criticalities, null])
      expect(approvalsNeeded('close-risk-accepted', { criticality })).toBe(2);
  });

  test.each(rows)('%s of a %s recommendation', (id, criticality, decides, approvals) => {
    const isCritical = criticality === 'critical';
    expect(approvalsNeeded(id, { criticality })).toBe(isCritical ? (heavier[id] ?? approvals) : approvals);
    const above = isCritical && id === 'move-due-date';
    expect(deciderOf(id, { criticality })).toBe(above ? 'higher_manager' : decides);
  });
});
