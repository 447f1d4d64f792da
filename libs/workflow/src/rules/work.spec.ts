import { describe, expect, test } from '@jest/globals';
import type { ActionState, CommandName, CommandRequest } from '#contracts';
import { decideSample, refusalOf, told } from '../../../../test/support/decide-sample.js';
import {
  decider,
  idOf,
  sampleAction,
  sampleComment,
  sampleEvidence,
  sampleRecommendation,
} from '../../../../test/support/sample-states.js';

const recommendation = sampleRecommendation();
const recommendationId = recommendation.id;
const due = { date: '2026-12-01', precision: 'month' } as const;
const file = {
  storageKey: 'ab/00000000-0000-4000-8000-000000000000',
  fileName: 'a.pdf',
  mediaType: 'application/pdf',
  size: 3,
  sha256: 'f'.repeat(64),
};

describe('actions', () => {
  test('are planned for an open recommendation', () => {
    const plan = (closure: 'open' | 'superseded') =>
      decideSample(
        'action.plan',
        { recommendationId, title: 'Write it', due },
        { recommendation: { ...recommendation, closure } },
      );
    expect(told(plan('open'))).toEqual([
      [
        'action.planned',
        {
          recommendationId,
          title: 'Write it',
          ownerId: null,
          entityId: null,
          dueDate: due.date,
          duePrecision: due.precision,
          state: 'planned',
        },
      ],
    ]);
    expect(refusalOf(() => plan('superseded')).code).toBe('wrong-state');
  });

  const inputs = {
    'action.change': { title: 'Other' },
    'action.start': {},
    'action.complete': { narrative: 'Done.' },
    'action.drop': { reason: 'Not needed.' },
  } as const;
  type Name = keyof typeof inputs;
  const outcome: Record<Name, Record<ActionState['state'], object | string>> = {
    'action.change': {
      planned: { title: 'Other' },
      in_progress: { title: 'Other' },
      completed: 'wrong-state',
      dropped: 'wrong-state',
    },
    'action.start': {
      planned: { state: 'in_progress' },
      in_progress: 'nothing-to-change',
      completed: 'wrong-state',
      dropped: 'wrong-state',
    },
    'action.complete': {
      planned: { state: 'completed' },
      in_progress: { state: 'completed' },
      completed: 'wrong-state',
      dropped: 'wrong-state',
    },
    'action.drop': {
      planned: { state: 'dropped' },
      in_progress: { state: 'dropped' },
      completed: 'wrong-state',
      dropped: 'wrong-state',
    },
  };
  const cases = Object.entries(outcome).flatMap(([name, byState]) =>
    Object.entries(byState).map(([state, expected]) => [name, state, expected] as const),
  ) as [Name, ActionState['state'], object | string][];

  test.each(cases)('%s of one that is %s', (name, state, expected) => {
    const input = inputs[name] as CommandRequest<Name>;
    const attempt = () => decideSample(name, input, { action: sampleAction({ state }), recommendation });
    if (typeof expected === 'string') expect(refusalOf(attempt).code).toBe(expected);
    else expect(attempt()[0]?.set).toEqual(expected);
  });

  test('may be due at another time, for a reason', () => {
    const input = { due, reason: 'Late.' };
    expect(decideSample('action.change', input, { action: sampleAction(), recommendation })).toMatchObject([
      { set: { dueDate: '2026-12-01', duePrecision: 'month' }, note: { reason: 'Late.' } },
    ]);
  });
});

describe('evidence', () => {
  test('belongs to who added it', () => {
    const url = 'https://example.org/minutes';
    const link = decideSample(
      'evidence.add-link',
      { recommendationId, title: 'Minutes', url },
      { recommendation },
    );
    expect(link[0]?.set).toMatchObject({
      kind: 'link',
      url,
      file: null,
      addedById: decider,
      state: 'current',
    });
    const added = decideSample(
      'evidence.add-file',
      { recommendationId, title: 'Minutes', file },
      { recommendation },
    );
    expect(added[0]?.set).toMatchObject({ kind: 'file', url: null, file, addedById: decider });
  });

  test('a file is replaced by a new version, a link never', () => {
    const replace = (evidence = sampleEvidence()) =>
      decideSample('evidence.replace', { file, reason: 'Signed now.' }, { evidence, recommendation });
    const old = { ...file, sha256: 'e'.repeat(64) };
    expect(replace(sampleEvidence({ kind: 'file', file: old }))).toMatchObject([
      { action: 'evidence.replaced', set: { file }, was: { file: old } },
    ]);
    expect(refusalOf(replace).code).toBe('wrong-state');
  });

  test('that was withdrawn stays as it is', () => {
    const evidence = sampleEvidence({ state: 'withdrawn', kind: 'file', file });
    const world = { evidence, recommendation };
    expect(refusalOf(() => decideSample('evidence.withdraw', { reason: 'Twice.' }, world)).code).toBe(
      'wrong-state',
    );
    expect(refusalOf(() => decideSample('evidence.replace', { file, reason: 'x' }, world)).code).toBe(
      'wrong-state',
    );
  });
});

describe('comments', () => {
  const post = (input: Partial<CommandRequest<'comment.post'>>, known: string[] = []) =>
    decideSample(
      'comment.post',
      { recommendationId, text: 'Well?', ...input },
      { recommendation, known: new Set(known) },
    );

  test('are about the recommendation unless they say otherwise', () => {
    expect(post({})[0]?.set).toMatchObject({
      about: { objectType: 'recommendation', objectId: recommendationId },
      authorId: decider,
      state: 'open',
      edits: 0,
    });
    const about = { objectType: 'action', objectId: idOf(0x701) } as const;
    expect(post({ about }, [idOf(0x701)])[0]?.set).toMatchObject({ about });
  });

  test.each<[string, Partial<CommandRequest<'comment.post'>>]>([
    ['about', { about: { objectType: 'action', objectId: idOf(0x701) } }],
    ['parentId', { parentId: idOf(0x801) }],
    ['mentions', { mentions: [decider] }],
  ])('name in %s what is there', (field, input) => {
    expect(refusalOf(() => post(input))).toMatchObject({ code: 'reference-not-found', fields: [field] });
  });

  test('keep count of their edits, and are resolved once', () => {
    const comment = sampleComment({ edits: 2 });
    const world = { comment, recommendation };
    expect(decideSample('comment.edit', { text: 'Better words' }, world)[0]?.set).toEqual({
      text: 'Better words',
      edits: 3,
    });
    expect(refusalOf(() => decideSample('comment.edit', { text: comment.text }, world)).code).toBe(
      'nothing-to-change',
    );
    expect(decideSample('comment.resolve', {}, world)[0]?.set).toEqual({ state: 'resolved' });
    const resolved = { ...world, comment: sampleComment({ state: 'resolved' }) };
    expect(refusalOf(() => decideSample('comment.resolve', {}, resolved)).code).toBe('wrong-state');
  });
});

test('a rule that lacks a part of the world says so as our own fault', () => {
  const attempt = () => decideSample('comment.resolve' satisfies CommandName, {}, {});
  expect(attempt).toThrow("'comment' was not loaded for this command");
});
