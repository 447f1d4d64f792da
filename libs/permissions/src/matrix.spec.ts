import { describe, expect, test } from '@jest/globals';
import { commandNames, commands, roles, type Confidentiality, type Role } from '#contracts';
import { transitions } from '#workflow';
import { sampleActor, sampleEntities, sampleGrant } from '../../../test/support/sample-actors.js';
import {
  idOf,
  sampleAction,
  sampleChanges,
  sampleComment,
  sampleEvidence,
  sampleProposal,
  sampleRecommendation,
  sampleRedaction,
} from '../../../test/support/sample-states.js';
import { canRead, permit, type Intent } from './permit.js';
import type { Facts } from './facts.js';
import type { Noun } from './sentence.js';

const me = idOf(0x111);
const recommendation = sampleRecommendation({ leadEntityId: sampleEntities.lead });
const of = (name: keyof typeof sampleChanges, decidedBy: string, proposedById = idOf(0x101)) => ({
  proposal: sampleProposal(sampleChanges[name], { decidedBy: decidedBy as 'manager', proposedById }),
});

/** Of every deed about a recommendation that is issued and internal: the roles that may do it in their scope. */
const nobody: Role[] = [];
const reads: [what: string, noun: Noun, facts: Facts, roles: Role[]][] = [
  ['it', 'recommendation', {}, ['staff', 'manager', 'auditor']],
  ['its proposals', 'proposal', of('reopen', 'manager'), ['staff', 'manager', 'auditor']],
  ['its actions', 'action', { action: sampleAction() }, ['staff', 'manager', 'auditor']],
  ['its internal evidence', 'evidence', { evidence: sampleEvidence() }, ['staff', 'manager', 'auditor']],
  [
    'its confidential evidence',
    'evidence',
    { evidence: sampleEvidence({ confidentiality: 'confidential' }) },
    ['manager', 'auditor'],
  ],
  [
    'confidential evidence of one’s own',
    'evidence',
    { evidence: sampleEvidence({ confidentiality: 'confidential', addedById: me }) },
    ['staff', 'manager', 'auditor'],
  ],
  ['its comments', 'comment', { comment: sampleComment() }, ['staff', 'manager', 'auditor']],
  ['its redactions', 'redaction', { redaction: sampleRedaction() }, ['staff', 'manager', 'auditor']],
  [
    'its history',
    'history',
    { history: { objectType: 'recommendation', recommendationId: recommendation.id } },
    ['staff', 'manager', 'auditor'],
  ],
  [
    'its refused attempts',
    'history',
    { history: { objectType: 'refusal', recommendationId: recommendation.id } },
    ['auditor'],
  ],
  ['who can see it', 'reader', {}, ['manager', 'auditor']],
];

const worked: Role[] = ['staff', 'manager'];
const deeds: [what: string, intent: Intent, facts: Facts, roles: Role[]][] = [
  ['draft one', { name: 'recommendation.draft' }, {}, worked],
  ['edit it', { name: 'recommendation.edit' }, {}, ['manager']],
  [
    'edit a draft',
    { name: 'recommendation.edit' },
    { recommendation: { ...recommendation, issuance: 'draft' } },
    worked,
  ],
  ['assign it', { name: 'recommendation.assign' }, {}, ['manager']],
  ['classify it', { name: 'recommendation.classify' }, {}, ['manager']],
  ['consider it', { name: 'recommendation.consider' }, {}, worked],
  ['start it', { name: 'recommendation.start' }, {}, ['staff']],
  ['hold it', { name: 'recommendation.hold' }, {}, worked],
  ['resume it', { name: 'recommendation.resume' }, {}, worked],
  ...(['issue', 'respond', 'report-implemented', 'move-due-date'] as const).map(
    (transition): (typeof deeds)[number] => [
      `propose ${transition}`,
      { name: 'proposal.make', transition },
      {},
      ['staff'],
    ],
  ),
  ...(
    [
      'verify',
      'close-implemented',
      'close-alternative',
      'close-risk-accepted',
      'close-overtaken',
      'close-not-implemented',
      'supersede',
    ] as const
  ).map((transition): (typeof deeds)[number] => [
    `propose ${transition}`,
    { name: 'proposal.make', transition },
    {},
    ['manager'],
  ]),
  ['propose reopen', { name: 'proposal.make', transition: 'reopen' }, {}, ['staff', 'manager', 'auditor']],
  ['decide as manager', { name: 'proposal.approve' }, of('reopen', 'manager'), ['manager']],
  ['reject as manager', { name: 'proposal.reject' }, of('reopen', 'manager'), ['manager']],
  ['return as manager', { name: 'proposal.return' }, of('reopen', 'manager'), ['manager']],
  ['verify', { name: 'proposal.approve' }, of('verify', 'verifier'), ['auditor']],
  [
    'decide as either',
    { name: 'proposal.approve' },
    of('close-implemented', 'manager_or_verifier'),
    ['manager', 'auditor'],
  ],
  ['decide their own', { name: 'proposal.approve' }, of('reopen', 'manager', me), nobody],
  [
    'withdraw their own',
    { name: 'proposal.withdraw' },
    of('reopen', 'manager', me),
    ['staff', 'manager', 'auditor'],
  ],
  ['withdraw another’s', { name: 'proposal.withdraw' }, of('reopen', 'manager'), nobody],
  ...(['action.plan', 'action.change', 'action.start', 'action.complete', 'action.drop'] as const).map(
    (name): (typeof deeds)[number] => [name, { name }, { action: sampleAction() }, worked],
  ),
  ['add a link', { name: 'evidence.add-link' }, {}, worked],
  ['add a file', { name: 'evidence.add-file' }, {}, worked],
  [
    'withdraw their own evidence',
    { name: 'evidence.withdraw' },
    { evidence: sampleEvidence({ addedById: me }) },
    worked,
  ],
  ['withdraw another’s evidence', { name: 'evidence.withdraw' }, { evidence: sampleEvidence() }, ['manager']],
  ['replace another’s evidence', { name: 'evidence.replace' }, { evidence: sampleEvidence() }, ['manager']],
  ['comment', { name: 'comment.post' }, {}, ['staff', 'manager', 'auditor']],
  [
    'edit their own comment',
    { name: 'comment.edit' },
    { comment: sampleComment({ authorId: me }) },
    ['staff', 'manager', 'auditor'],
  ],
  ['edit another’s comment', { name: 'comment.edit' }, { comment: sampleComment() }, nobody],
  ['resolve another’s comment', { name: 'comment.resolve' }, { comment: sampleComment() }, ['manager']],
  ['ask for a redaction', { name: 'redaction.request' }, {}, ['manager']],
  [
    'approve another’s redaction',
    { name: 'redaction.approve' },
    { redaction: sampleRedaction() },
    ['manager'],
  ],
  ['reject another’s redaction', { name: 'redaction.reject' }, { redaction: sampleRedaction() }, ['manager']],
  [
    'approve their own redaction',
    { name: 'redaction.approve' },
    { redaction: sampleRedaction({ requestedById: me }) },
    nobody,
  ],
];

/** Scopes in which the recommendation stands, and such in which it does not. */
const places = [
  ['installation', null, true],
  ['entity', sampleEntities.lead, true],
  ['entity', sampleEntities.whole, true],
  ['entity', sampleEntities.other, false],
  ['review', recommendation.reviewId, true],
  ['review', idOf(0x399), false],
  ['recommendation', recommendation.id, true],
  ['recommendation', idOf(0x299), false],
] as const;

/** The roles of the list that have the answer `true` somewhere, by place: what the table says against what is answered. */
function answersOf(ask: (actor: ReturnType<typeof sampleActor>) => boolean) {
  return places.map(([scopeType, scopeId]) =>
    roles.filter((role) => ask(sampleActor(me, sampleGrant(role, scopeType, scopeId)))),
  );
}
const expectedOf = (allowed: readonly Role[]) =>
  places.map(([, , isInside]) => roles.filter((role) => isInside && allowed.includes(role)));

describe('who reads, of an internal recommendation in and out of scope', () => {
  test.each(reads)('%s', (_what, noun, facts, allowed) => {
    expect(answersOf((actor) => canRead(actor, noun, { recommendation, ...facts }))).toEqual(
      expectedOf(allowed),
    );
  });
});

describe('who may, of an internal recommendation in and out of scope', () => {
  test.each(deeds)('%s', (_what, intent, facts, allowed) => {
    const ask = (actor: ReturnType<typeof sampleActor>) =>
      permit(actor, intent, { recommendation, ...facts }) === null;
    const expected = expectedOf(allowed);
    // A new recommendation has no grant of its own yet.
    if (intent.name === 'recommendation.draft') {
      const draft = { ...recommendation, id: idOf(0x2ff) };
      const answers = answersOf((actor) => permit(actor, intent, { recommendation: draft }) === null);
      expect(answers.slice(0, 6)).toEqual(expected.slice(0, 6));
      expect(answers.slice(6)).toEqual([[], []]);
    } else expect(answersOf(ask)).toEqual(expected);
  });

  test('the table speaks of every command about a recommendation and of every transition', () => {
    const asked = new Set<string>(deeds.map(([, { name }]) => name));
    const apart = [
      'installation',
      'entity',
      'person',
      'grant',
      'delegation',
      'mapping',
      'review',
      'emergency-access',
    ];
    expect(
      commandNames.filter((name) => !asked.has(name) && !apart.includes(commands[name].objectType)),
    ).toEqual([]);
    const proposed = new Set<string>(deeds.flatMap(([, { transition }]) => transition ?? []));
    const decided = transitions.filter(({ decides }) => decides !== 'nobody').map(({ id }) => id);
    expect(decided.filter((id) => !proposed.has(id))).toEqual([]);
  });
});

describe('what is published', () => {
  const markings: [Confidentiality, 'draft' | 'issued', Role[]][] = [
    ['public', 'issued', [...roles]],
    ['public', 'draft', ['staff', 'manager', 'auditor']],
    ['internal', 'issued', ['staff', 'manager', 'auditor']],
    ['confidential', 'issued', ['manager', 'auditor']],
  ];

  test.each(markings)('%s and %s is read by just these roles', (confidentiality, issuance, allowed) => {
    const facts = { recommendation: { ...recommendation, confidentiality, issuance } };
    for (const noun of ['recommendation', 'action'] as const)
      expect(answersOf((actor) => canRead(actor, noun, facts))).toEqual(expectedOf(allowed));
  });

  test('a confidential draft is read by the staff who draft reviews, and by no staff of entities', () => {
    const facts = {
      recommendation: { ...recommendation, confidentiality: 'confidential', issuance: 'draft' },
    };
    const readers = answersOf((actor) => canRead(actor, 'recommendation', facts));
    const drafters = places.map(
      ([scopeType, , isInside]) => isInside && ['installation', 'review'].includes(scopeType),
    );
    expect(readers).toEqual(
      expectedOf(['staff', 'manager', 'auditor']).map((allowed, place) =>
        allowed.filter((role) => role !== 'staff' || drafters[place]),
      ),
    );
  });

  test('observers and administrators learn of it what is published and nothing of what was said', () => {
    const facts: Facts = { recommendation: { ...recommendation, confidentiality: 'public' } };
    const evidence = (confidentiality: Confidentiality) => ({
      ...facts,
      evidence: sampleEvidence({ confidentiality }),
    });
    const history = (objectType: string) => ({
      ...facts,
      history: { objectType, recommendationId: recommendation.id },
    });
    for (const role of ['observer', 'administrator'] as const) {
      const actor = sampleActor(me, sampleGrant(role));
      const answers = {
        publicEvidence: canRead(actor, 'evidence', evidence('public')),
        internalEvidence: canRead(actor, 'evidence', evidence('internal')),
        proposal: canRead(actor, 'proposal', { ...facts, ...of('reopen', 'manager') }),
        comment: canRead(actor, 'comment', { ...facts, comment: sampleComment() }),
        itsHistory: canRead(actor, 'history', history('recommendation')),
        proposalHistory: canRead(actor, 'history', history('proposal')),
        commentHistory: canRead(actor, 'history', history('comment')),
        attempts: canRead(actor, 'history', history('refusal')),
      };
      expect([role, answers]).toEqual([
        role,
        {
          publicEvidence: true,
          internalEvidence: false,
          proposal: false,
          comment: false,
          itsHistory: true,
          proposalHistory: false,
          commentHistory: false,
          attempts: false,
        },
      ]);
    }
  });

  test('the owner works on what is theirs, whatever its marking and wherever it stands', () => {
    const actor = sampleActor(me, sampleGrant('staff', 'entity', sampleEntities.other));
    const facts = { recommendation: { ...recommendation, ownerId: me, confidentiality: 'confidential' } };
    expect(canRead(actor, 'recommendation', facts)).toBe(true);
    expect(permit(actor, { name: 'recommendation.start' }, facts)).toBeNull();
    expect(permit(actor, { name: 'recommendation.classify' }, facts)?.code).toBe('not-permitted');
  });
});

test('nobody without a grant may do or read anything, but ask for help in an emergency', () => {
  const actor = sampleActor(me);
  const allowed = commandNames.filter(
    (name) => !permit(actor, { name }, { recommendation: { ...recommendation, ownerId: me } }),
  );
  expect(allowed).toEqual(['emergency-access.request']);
  expect(
    canRead(actor, 'recommendation', { recommendation: { ...recommendation, confidentiality: 'public' } }),
  ).toBe(false);
});
