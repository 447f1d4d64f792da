import { describe, expect, test } from '@jest/globals';
import type { CommandRequest } from '#contracts';
import { decideSample, refusalOf, told } from '../../../../test/support/decide-sample.js';
import {
  idOf,
  sampleChanges,
  sampleProposal,
  sampleRecommendation,
} from '../../../../test/support/sample-states.js';

const draft = {
  reviewId: idOf(0x301),
  code: 'R-7',
  title: 'A title',
  text: 'A text',
};
const openProposals = [sampleProposal(sampleChanges.issue)];
const inDraft = { recommendation: sampleRecommendation({ issuance: 'draft' }), openProposals };
const issued = { recommendation: sampleRecommendation(), openProposals };

describe('drafting', () => {
  test('starts every axis at its beginning, whatever is sent', () => {
    const [event] = decideSample('recommendation.draft', draft, { known: new Set([draft.reviewId]) });
    expect(event).toMatchObject({
      action: 'recommendation.drafted',
      set: {
        ...draft,
        issuance: 'draft',
        acceptance: 'pending',
        implementation: 'not_started',
        verification: 'not_assessed',
        closure: 'open',
        ownerId: null,
        dueDate: null,
        extensionCount: 0,
        confidentiality: 'internal',
      },
    });
    expect(() =>
      decideSample('recommendation.draft', { ...draft, closure: 'superseded' } as never, {}),
    ).toThrow();
  });

  test.each([['reviewId'], ['leadEntityId']])('needs a %s that exists', (field) => {
    const known = new Set(
      [draft.reviewId, idOf(0x401)].filter((_id, place) => place !== (field === 'reviewId' ? 0 : 1)),
    );
    const attempt = () =>
      decideSample('recommendation.draft', { ...draft, leadEntityId: idOf(0x401) }, { known });
    expect(refusalOf(attempt)).toMatchObject({ code: 'reference-not-found', fields: [field] });
  });
});

describe('editing', () => {
  const edit = (input: CommandRequest<'recommendation.edit'>, world = inDraft) =>
    decideSample('recommendation.edit', input, world);

  test('writes what differs and nothing else', () => {
    const { title, text } = inDraft.recommendation;
    expect(told(edit({ title, text, themes: ['a'] }))).toEqual([
      ['recommendation.edited', { themes: ['a'] }],
    ]);
    expect(refusalOf(() => edit({ title, text })).code).toBe('nothing-to-change');
  });

  test.each([['title'], ['text']])('the %s of an issued recommendation stays', (field) => {
    expect(refusalOf(() => edit({ [field]: 'Other words' }, issued))).toMatchObject({
      code: 'wrong-state',
      rule: 'recommendation.edit/issued',
    });
  });

  test.each([['citation'], ['addressee'], ['criticality']])(
    'an issued recommendation keeps its %s, a draft may lose it',
    (field) => {
      expect(refusalOf(() => edit({ [field]: null }, issued))).toMatchObject({
        code: 'obligation-missing',
        fields: [field],
      });
      expect(edit({ [field]: null })[0]?.set).toEqual({ [field]: null });
    },
  );

  test.each<[CommandRequest<'recommendation.edit'>]>([
    [{ title: 'Other words' }],
    [{ text: 'Other words' }],
    [{ citation: { document: 'Another report' } }],
    [{ addressee: 'Another' }],
    [{ criticality: 'critical' }],
  ])('a material change voids what was asked before: %j', (input) => {
    expect(edit(input).map(({ action }) => action)).toEqual(['recommendation.edited', 'proposal.voided']);
  });

  test.each<[CommandRequest<'recommendation.edit'>]>([
    [{ themes: ['other'] }],
    [{ sourceVerified: false }],
    [{ language: 'fr' }],
  ])('a change that no decider looks at voids nothing: %j', (input) => {
    expect(edit(input).map(({ action }) => action)).toEqual(['recommendation.edited']);
  });
});

describe('assigning and classifying', () => {
  const known = new Set([idOf(0x402), idOf(0x101)]);

  test('another lead entity brings another decider, so what was asked is void', () => {
    const events = decideSample('recommendation.assign', { leadEntityId: idOf(0x402) }, { ...issued, known });
    expect(events.map(({ action }) => action)).toEqual(['recommendation.assigned', 'proposal.voided']);
  });

  test('another owner or marking voids nothing', () => {
    const assigned = decideSample('recommendation.assign', { ownerId: idOf(0x101) }, { ...issued, known });
    expect(told(assigned)).toEqual([['recommendation.assigned', { ownerId: idOf(0x101) }]]);
    const input = { confidentiality: 'confidential', reason: 'Names of witnesses.' } as const;
    expect(decideSample('recommendation.classify', input, issued)).toMatchObject([
      {
        set: { confidentiality: 'confidential' },
        was: { confidentiality: 'internal' },
        note: { reason: input.reason },
      },
    ]);
  });

  test('names persons and entities that exist', () => {
    const attempt = () =>
      decideSample('recommendation.assign', { ownerId: idOf(0x999) }, { ...issued, known });
    expect(refusalOf(attempt)).toMatchObject({ code: 'reference-not-found', fields: ['ownerId'] });
  });

  test('asks for something', () => {
    expect(refusalOf(() => decideSample('recommendation.assign', {}, issued)).code).toBe('nothing-to-change');
    const same = { confidentiality: 'internal', reason: 'Again.' } as const;
    expect(refusalOf(() => decideSample('recommendation.classify', same, issued)).code).toBe(
      'nothing-to-change',
    );
  });
});
