import { describe, expect, test } from '@jest/globals';
import { modelLife, asks, decides, other, second, verifies } from '../../../../test/support/model-life.js';
import { askedFor, bodyOf, decidedBy, decidedFor } from '../../../../test/support/forged-log.js';
import type { ReplayedStep } from '../replay/judge.js';
import { Duties, dutyActions, type DutyEntry, type JudgedDecision } from './duties.js';

function decisionsIn(log: readonly ReplayedStep[]): JudgedDecision[] {
  const duties = new Duties();
  const recommendations = new Map<string, string>();
  return log.flatMap((step) => {
    const { entry } = step;
    if (!(dutyActions as readonly string[]).includes(entry.action)) return [];
    const set = bodyOf(step).set as Partial<{ recommendationId: string; change: { transition: string } }> & {
      state: DutyEntry['state'];
    };
    if (set.recommendationId) recommendations.set(entry.objectId, set.recommendationId);
    const judged = duties.take({
      action: entry.action as DutyEntry['action'],
      proposalId: entry.objectId,
      recommendationId: recommendations.get(entry.objectId) ?? '',
      transition: (set.change?.transition ?? null) as DutyEntry['transition'],
      state: set.state,
      personId: entry.actor ?? '',
      onBehalfOfId: entry.onBehalfOf,
    });
    return judged ? [judged] : [];
  });
}

const faultsOf = (log: readonly ReplayedStep[]) =>
  decisionsIn(log).flatMap(({ transition, fault }) => (fault ? [`${transition}: ${fault}`] : []));

describe('duties', () => {
  test('were kept apart in an honest history, and are told with everybody who had to differ', () => {
    const decisions = decisionsIn(modelLife().log);
    expect(decisions.map(({ fault }) => fault)).toEqual(decisions.map(() => null));
    const verification = decisions.find(({ transition }) => transition === 'verify');
    expect(verification).toMatchObject({
      asked: { personId: second },
      decided: { personId: verifies },
      reporters: [{ personId: asks }, { personId: decides }],
    });
    expect(decisions.at(-1)).toMatchObject({
      transition: 'close-risk-accepted',
      decided: { personId: second },
      earlier: [{ personId: decides }],
    });
  });

  test.each<[string, readonly ReplayedStep[], string[]]>([
    ['who asked decided', decidedBy('issue', asks), ['issue: own-proposal']],
    ['somebody decided for who asked', decidedFor('issue', asks), ['issue: own-proposal']],
    ['who decided had had it asked', askedFor('issue', decides), ['issue: own-proposal']],
    [
      'who decided had decided before',
      decidedBy('close-risk-accepted', second),
      ['close-risk-accepted: second-approval'],
    ],
    ['who verified had reported', decidedBy('verify', asks), ['verify: verifier-in-chain']],
    ['who verified had approved the report', decidedBy('verify', decides), ['verify: verifier-in-chain']],
    ['somebody verified for who reported', decidedFor('verify', asks), ['verify: verifier-in-chain']],
    ['nothing is wrong with another decider', decidedBy('issue', other), []],
  ])('are seen not to be kept apart where %s', (_what, log, faults) => {
    expect(faultsOf(log)).toEqual(faults);
  });

  test('cannot be told of a decision before its proposal', () => {
    const log = modelLife().log.filter(({ entry }) => entry.action !== 'proposal.made');
    expect(() => decisionsIn(log)).toThrow('is decided on before it is made');
  });
});
