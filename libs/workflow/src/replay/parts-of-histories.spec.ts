import { describe, expect, test } from '@jest/globals';
import {
  bodyOf,
  followedBy,
  forged,
  honestLog,
  placeOf,
  proposals,
} from '../../../../test/support/forged-log.js';
import { judged } from '../../../../test/support/model-history.js';
import { commentId, evidenceId, recommendationId } from '../../../../test/support/model-life.js';
import { idOf } from '../../../../test/support/sample-states.js';
import { redactedText } from '#contracts';
import type { ReplayedStep } from './judge.js';

/** The honest history without what these leave out; what is left keeps its places. */
const partOf = (keeps: (step: ReplayedStep) => boolean, log = honestLog): ReplayedStep[] => log.filter(keeps);
const without = (objectType: string) => (step: ReplayedStep) => step.entry.objectType !== objectType;

describe('of a part of the log, what depends on the rest is said to be unproved', () => {
  test.each<[string, (step: ReplayedStep) => boolean, string[]]>([
    [
      'without its proposals',
      without('proposal'),
      ['8 decisions on recommendations whose proposals are not in this bundle'],
    ],
    ['without its people', without('person'), ['1 step whose consequences are not in this bundle']],
    ['without the installation', without('installation'), ['2 entries of the founding of the installation']],
    [
      'without the recommendation',
      without('recommendation'),
      ['28 entries about recommendations that are not in this bundle'],
    ],
    [
      'without its evidence',
      without('evidence'),
      ['2 proposals that rest on evidence which is not in this bundle'],
    ],
    [
      'without the report that was verified',
      ({ entry }) => entry.objectId !== proposals['report-implemented'],
      [
        '1 decision on a recommendation whose proposal is not in this bundle',
        '1 verification decided where the report that it is about is not in this bundle',
      ],
    ],
    [
      'without the beginning of a comment',
      ({ entry }) => entry.action !== 'comment.posted',
      ['1 entry of an object whose history is not in this bundle from its beginning'],
    ],
    [
      'without the end of a command',
      ({ entry }) => entry.action !== 'proposal.voided',
      ['1 step whose consequences are not in this bundle'],
    ],
  ])('%s', (_what, keeps, words) => {
    const { faults, unproved } = judged(partOf(keeps));
    expect(faults).toEqual([]);
    for (const part of words) expect(unproved.join('\n')).toContain(part);
    expect(unproved.length).toBe(words.length);
  });

  test('and what is broken in it is found all the same', () => {
    const keeps = without('proposal');
    const jumped = forged('recommendation.verified', recommendationId, (step) => {
      bodyOf(step).set['verification'] = 'evidence_insufficient';
      bodyOf(step).was['verification'] = 'verified';
    });
    expect(judged(partOf(keeps, jumped)).faults).toEqual([
      expect.stringContaining(`was/verification is "verified", where the rules give "not_assessed"`),
    ]);
    const early = forged('recommendation.closed', recommendationId, (step) => {
      bodyOf(step).set['closure'] = 'open';
    });
    expect(judged(partOf(keeps, early)).faults[0]).toContain('no transition leads there');
  });

  test('the end of the log may cut a command in two', () => {
    const end = placeOf(honestLog, 'recommendation.issued');
    const { faults, unproved } = judged(honestLog.slice(0, end));
    expect(faults).toEqual([]);
    expect(unproved).toEqual(['1 consequence of the last steps that has no place in the log yet']);
  });

  test('but not where much came after it', () => {
    const [last] = honestLog.slice(-1) as [ReplayedStep];
    const refused = (index: number): ReplayedStep => ({
      index,
      redacted: [],
      entry: {
        ...last.entry,
        objectType: 'refusal',
        objectId: idOf(index),
        objectVersion: 1,
        action: 'attempt.refused',
        body: {
          command: 'grant.give',
          objectType: 'grant',
          objectId: null,
          code: 'not-permitted',
          rule: null,
        },
      },
    });
    const end = placeOf(honestLog, 'recommendation.issued');
    const filled = Array.from({ length: 2500 }, (_one, place) => refused(end + place));
    const { faults } = judged([...honestLog.slice(0, end), ...filled]);
    expect(faults).toEqual([expect.stringContaining(`must be followed by 'recommendation.issued'`)]);
  });
});

describe('what was redacted equals anything', () => {
  const redact = (log: ReplayedStep[], sought: string): ReplayedStep[] =>
    log.map((step) => {
      const redacted: string[] = [];
      const body = JSON.parse(
        JSON.stringify(step.entry.body, (_name, value: unknown) => (value === sought ? redactedText : value)),
      ) as object;
      for (const part of ['set', 'was'] as const)
        for (const [field, value] of Object.entries(bodyOf(step)[part]))
          if (value === sought) redacted.push(`/${part}/${field}`);
      return { ...step, redacted, entry: { ...step.entry, body } };
    });

  test.each(['Why late?', 'Why so late?', 'Warn.', 'Warn earlier.', 'Go on', 'https://example.org/m'])(
    'where “%s” was said',
    (sought) => {
      const log = redact(structuredClone(honestLog), sought);
      expect(log.some(({ redacted }) => redacted.length > 0)).toBe(true);
      const { faults, unproved } = judged(log);
      expect({ faults, unproved }).toEqual({ faults: [], unproved: [] });
    },
  );

  test('and is shown as redacted in the state', () => {
    const { judge } = judged(redact(structuredClone(honestLog), 'Why late?'));
    expect(judge.stateOf(commentId)).toMatchObject({ text: redactedText, edits: 1, version: 2 });
  });

  test('while the words themselves prove nothing where nothing was redacted', () => {
    const log = forged('comment.edited', commentId, (step) => {
      bodyOf(step).was['text'] = redactedText;
    });
    expect(judged(log).faults[0]).toContain('was/text');
  });
});

describe('what merely happened', () => {
  const happened = (body: object, more: object = {}) =>
    followedBy('comment.posted', commentId, ({ entry }) => {
      Object.assign(entry, {
        objectType: 'refusal',
        objectId: idOf(0xfe),
        objectVersion: 1,
        action: 'attempt.refused',
        body,
        ...more,
      });
    });
  const refused = { command: 'grant.give', objectType: 'grant', objectId: null, code: 'x', rule: null };

  test.each<[string, ReplayedStep[], RegExp | null]>([
    ['is legal in its form', happened(refused), null],
    ['has no state', happened({ set: {}, was: {}, note: {} }), /does not belong there|is missing/],
    ['says all of it', happened({ ...refused, code: undefined }), /body\/code is missing/],
    ['says nothing else', happened({ ...refused, set: {} }), /body\/set does not belong there/],
    ['stands by itself', happened(refused, { objectVersion: 2 }), /without versions/],
    ['is of its type', happened(refused, { objectType: 'sign-in' }), /it is about 'refusal', not 'sign-in'/],
  ])('%s', (_what, log, words) => {
    const [fault = null] = judged(log).faults;
    if (words) expect(fault).toMatch(words);
    else expect(fault).toBeNull();
  });

  test('is no object of which anything is known', () => {
    const { judge } = judged(happened(refused));
    expect(judge.stateOf(idOf(0xfe))).toBeUndefined();
    expect(judge.stateOf(evidenceId)).toMatchObject({ state: 'current' });
  });
});
