import { describe, expect, test } from '@jest/globals';
import { decideSample, refusalOf, told } from '../../../../test/support/decide-sample.js';
import {
  idOf,
  proposer,
  sampleChanges,
  sampleProposal,
  sampleRecommendation,
} from '../../../../test/support/sample-states.js';
import type { World } from '../world.js';

const accepted = {
  acceptance: 'accepted',
  ownerId: proposer,
  dueDate: '2027-06-30',
  duePrecision: 'day',
} as const;
const worldOf = (fields: Parameters<typeof sampleRecommendation>[0], more: World = {}): World => ({
  recommendation: sampleRecommendation(fields),
  openProposals: [],
  ...more,
});
const firstAction = { title: 'Begin', dueDate: { date: '2027-03-01', precision: 'month' as const } };

describe('transitions that nobody decides', () => {
  test('considering', () => {
    expect(told(decideSample('recommendation.consider', {}, worldOf({})))).toEqual([
      ['recommendation.considered', { acceptance: 'under_consideration' }],
    ]);
    const again = worldOf({ acceptance: 'under_consideration' });
    expect(refusalOf(() => decideSample('recommendation.consider', {}, again))).toMatchObject({
      code: 'wrong-state',
      rule: 'consider/from-acceptance',
    });
  });

  test('starting plans the first action for the lead entity', () => {
    const events = decideSample('recommendation.start', { firstAction }, worldOf(accepted));
    expect(events.map(({ objectId }) => objectId)).toEqual([idOf(0x201), idOf(1)]);
    expect(told(events)).toEqual([
      ['recommendation.started', { implementation: 'in_progress' }],
      [
        'action.planned',
        {
          recommendationId: idOf(0x201),
          title: 'Begin',
          ownerId: null,
          entityId: idOf(0x401),
          dueDate: '2027-03-01',
          duePrecision: 'month',
          state: 'planned',
        },
      ],
    ]);
  });

  test('starting needs an owner of the first action who exists', () => {
    const attempt = (world: World) =>
      decideSample('recommendation.start', { firstAction: { ...firstAction, ownerId: idOf(5) } }, world);
    expect(refusalOf(() => attempt(worldOf(accepted)))).toMatchObject({
      code: 'reference-not-found',
      fields: ['ownerId'],
    });
    expect(attempt(worldOf(accepted, { known: new Set([idOf(5)]) }))).toHaveLength(2);
  });

  test.each([
    ['recommendation.start', { firstAction }, { acceptance: 'not_accepted' }, 'start/from-acceptance'],
    ['recommendation.start', { firstAction }, { ...accepted, closure: 'superseded' }, 'start/from-closure'],
    ['recommendation.hold', { reason: 'No money.' }, accepted, 'hold/from-implementation'],
    [
      'recommendation.resume',
      {},
      { ...accepted, implementation: 'in_progress' },
      'resume/from-implementation',
    ],
    ['recommendation.consider', {}, { issuance: 'draft' }, 'consider/from-issuance'],
  ] as const)('%s is refused where the state does not fit', (name, input, fields, rule) => {
    expect(refusalOf(() => decideSample(name, input, worldOf(fields)))).toMatchObject({
      code: 'wrong-state',
      rule,
    });
  });

  test('holding and resuming say why', () => {
    const held = decideSample(
      'recommendation.hold',
      { reason: 'No money.' },
      worldOf({ ...accepted, implementation: 'in_progress' }),
    );
    expect(held).toMatchObject([{ set: { implementation: 'on_hold' }, note: { reason: 'No money.' } }]);
    const resumed = decideSample(
      'recommendation.resume',
      { reason: 'Money came.' },
      worldOf({ ...accepted, implementation: 'on_hold' }),
    );
    expect(resumed).toMatchObject([
      { set: { implementation: 'in_progress' }, note: { reason: 'Money came.' } },
    ]);
  });

  test('every one of them voids what was proposed before it', () => {
    const openProposals = [
      sampleProposal(sampleChanges['report-implemented']),
      sampleProposal(sampleChanges['close-alternative'], { id: idOf(0x502) }),
    ];
    const world = worldOf({ ...accepted, implementation: 'in_progress' }, { openProposals });
    const events = decideSample('recommendation.hold', { reason: 'No money.' }, world);
    expect(events.map(({ action, objectId }) => [action, objectId])).toEqual([
      ['recommendation.held', idOf(0x201)],
      ['proposal.voided', idOf(0x501)],
      ['proposal.voided', idOf(0x502)],
    ]);
    expect(events[1]?.note.reason).toMatch(/changed after this was asked/);
  });
});
