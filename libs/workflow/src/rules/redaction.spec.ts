import { describe, expect, test } from '@jest/globals';
import { redactionTargetsMax, type RedactionTarget } from '#contracts';
import { decideSample, refusalOf, told } from '../../../../test/support/decide-sample.js';
import {
  decider,
  idOf,
  proposer,
  sampleRecommendation,
  sampleRedaction,
} from '../../../../test/support/sample-states.js';

const recommendation = sampleRecommendation();
const redaction = sampleRedaction();
const copy = { entryId: idOf(0xb02), path: '/was/text' };
const sameWords = [...redaction.targets, copy];
const asked = {
  recommendationId: recommendation.id,
  targets: redaction.targets,
  legalBasis: 'court_order',
  reason: 'The court says so.',
} as const;

describe('a redaction', () => {
  test('is asked for with a ground in law and a reason', () => {
    const events = decideSample('redaction.request', asked, { recommendation, sameWords });
    expect(events).toMatchObject([
      {
        action: 'redaction.requested',
        set: {
          targets: asked.targets,
          legalBasis: 'court_order',
          requestedById: decider,
          state: 'requested',
        },
        note: { reason: 'The court says so.' },
      },
    ]);
  });

  test('names what is there to be redacted', () => {
    const attempt = (places: RedactionTarget[]) =>
      refusalOf(() => decideSample('redaction.request', asked, { recommendation, sameWords: places }));
    expect(attempt([])).toMatchObject({ code: 'reference-not-found', fields: ['targets'] });
    expect(attempt([copy])).toMatchObject({ code: 'reference-not-found' });
  });

  test('is approved by another person, for every place that says the same', () => {
    const world = { recommendation, redaction, sameWords };
    expect(told(decideSample('redaction.approve', {}, world))).toEqual([
      [
        'redaction.approved',
        { state: 'approved', decidedById: decider, decidedOnBehalfOfId: null, targets: sameWords },
      ],
    ]);
    for (const part of ['actorId', 'onBehalfOfId']) {
      const own = () => decideSample('redaction.approve', {}, world, { [part]: proposer });
      expect(refusalOf(own)).toMatchObject({ code: 'own-proposal', rule: 'segregation/redaction' });
    }
  });

  test('is rejected with a reason, and decided once', () => {
    const reject = (state: 'requested' | 'approved') =>
      decideSample('redaction.reject', { reason: 'No.' }, { redaction: { ...redaction, state } });
    expect(told(reject('requested'))).toEqual([
      ['redaction.rejected', { state: 'rejected', decidedById: decider, decidedOnBehalfOfId: null }],
    ]);
    expect(refusalOf(() => reject('approved')).code).toBe('wrong-state');
  });

  test('takes from a bounded number of places', () => {
    const many = Array.from({ length: redactionTargetsMax + 1 }, () => copy);
    const attempt = () =>
      decideSample('redaction.approve', {}, { recommendation, redaction, sameWords: many });
    expect(refusalOf(attempt).code).toBe('wrong-state');
  });
});
