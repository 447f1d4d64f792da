import { describe, expect, test } from '@jest/globals';
import { commandNames, commands, roles, scopeTypes, type CommandName } from '#contracts';
import { sampleActor, sampleEntities, sampleGrant } from '../../../test/support/sample-actors.js';
import {
  idOf,
  sampleChanges,
  sampleProposal,
  sampleRecommendation,
} from '../../../test/support/sample-states.js';
import { canRead, mayEver, permit, rolesOf } from './permit.js';

const me = idOf(0x111);
const administrator = sampleActor(me, sampleGrant('administrator'));
const recommendation = sampleRecommendation({ leadEntityId: sampleEntities.lead, confidentiality: 'public' });
const { lead, whole, other } = sampleEntities;

describe('administrators', () => {
  const content = ['recommendation', 'proposal', 'action', 'evidence', 'comment', 'review'];
  test.each(commandNames.filter((name) => content.includes(commands[name].objectType)))(
    'never do %s',
    (name) => {
      expect(mayEver(administrator, name, commands[name].objectType)).toBe(false);
      const facts = { recommendation, proposal: sampleProposal(sampleChanges.reopen) };
      expect(
        permit(administrator, { name, ...(name === 'proposal.make' && { transition: 'reopen' }) }, facts),
      ).toMatchObject({
        code: 'not-permitted',
      });
    },
  );

  const accounts: CommandName[] = [
    'installation.change',
    'entity.create',
    'entity.change',
    'person.create',
    'person.change',
    'person.set-password',
    'person.reset-factors',
    'person.deactivate',
    'person.reactivate',
    'grant.give',
    'grant.end',
  ];
  test.each(accounts)('alone do %s, and only those of the whole installation', (name) => {
    const facts = { grant: { personId: idOf(0x222) }, person: { id: idOf(0x222) }, entity: { id: lead } };
    const may = roles.flatMap((role) =>
      scopeTypes
        .map((scopeType) => [role, scopeType, scopeType === 'installation' ? null : lead] as const)
        .filter(
          ([, scopeType, scopeId]) =>
            !permit(sampleActor(me, sampleGrant(role, scopeType, scopeId)), { name }, facts),
        )
        .map(([, scopeType]) => `${role} of ${scopeType}`),
    );
    expect(may).toEqual(['administrator of installation']);
  });

  test('give no rights to themselves', () => {
    const give = (personId: string) => permit(administrator, { name: 'grant.give' }, { grant: { personId } });
    expect(give(me)).toMatchObject({ code: 'not-permitted', rule: 'grant.give' });
    expect(give(idOf(0x222))).toBeNull();
    const both = sampleActor(me, sampleGrant('administrator'), sampleGrant('manager'));
    expect(permit(both, { name: 'grant.give' }, { grant: { personId: me } })?.code).toBe('not-permitted');
  });
});

describe('levels', () => {
  const proposal = sampleProposal(sampleChanges['close-risk-accepted'], { decidedBy: 'higher_manager' });
  const decide = (...grants: ReturnType<typeof sampleGrant>[]) =>
    permit(sampleActor(me, ...grants), { name: 'proposal.approve' }, { recommendation, proposal })?.code ??
    'allowed';

  test.each([
    ['the same entity', 'entity', lead, 'level-too-low'],
    ['the entity above', 'entity', whole, 'allowed'],
    ['the entity beside', 'entity', other, 'not-permitted'],
    ['the whole installation', 'installation', null, 'allowed'],
    ['its review', 'review', recommendation.reviewId, 'level-too-low'],
    ['just it', 'recommendation', recommendation.id, 'level-too-low'],
  ] as const)('what is decided a level above, by a manager of %s', (_case, scopeType, scopeId, code) => {
    expect(decide(sampleGrant('manager', scopeType, scopeId))).toBe(code);
  });

  test('a verifier is no level above', () => {
    expect(decide(sampleGrant('auditor'))).toBe('not-permitted');
  });

  test('the entity at the top decides on what is its own lead only from the installation', () => {
    const own = { ...recommendation, leadEntityId: whole };
    const actor = sampleActor(me, sampleGrant('manager', 'entity', whole));
    expect(permit(actor, { name: 'proposal.approve' }, { recommendation: own, proposal })?.code).toBe(
      'level-too-low',
    );
  });

  test('what has no lead entity is in the scope of no entity', () => {
    const none = { ...recommendation, leadEntityId: null };
    for (const role of ['manager', 'auditor'] as const)
      expect(
        canRead(sampleActor(me, sampleGrant(role, 'entity', whole)), 'recommendation', {
          recommendation: none,
        }),
      ).toBe(false);
  });
});

describe('one’s own proposal', () => {
  const facts = { recommendation, proposal: sampleProposal(sampleChanges.reopen, { proposedById: me }) };

  test.each(roles)('is not decided by %s, however many roles they hold', (role) => {
    const everything = roles.map((one) => sampleGrant(one));
    for (const grants of [[sampleGrant(role)], [sampleGrant(role), ...everything]])
      for (const name of ['proposal.approve', 'proposal.reject', 'proposal.return'] as const)
        expect(permit(sampleActor(me, ...grants), { name }, facts)?.code).toBe('own-proposal');
  });
});

describe('auditors', () => {
  const proposal = sampleProposal(sampleChanges.verify, { decidedBy: 'verifier' });

  test('verify where it was granted', () => {
    const verify = (verifies: boolean) =>
      permit(
        sampleActor(me, sampleGrant('auditor', 'installation', null, verifies)),
        { name: 'proposal.approve' },
        { recommendation, proposal },
      );
    expect(verify(true)).toBeNull();
    expect(verify(false)?.code).toBe('not-permitted');
  });

  test.each([
    ['installation', null],
    ['review', recommendation.reviewId],
  ] as const)('of the %s read all of its history', (scopeType, scopeId) => {
    const actor = sampleActor(me, sampleGrant('auditor', scopeType, scopeId));
    for (const objectType of [
      'recommendation',
      'proposal',
      'action',
      'evidence',
      'comment',
      'redaction',
      'refusal',
    ])
      expect([
        objectType,
        canRead(actor, 'history', {
          recommendation,
          history: { objectType, recommendationId: recommendation.id },
        }),
      ]).toEqual([objectType, true]);
    const history = { objectType: 'review', reviewId: recommendation.reviewId, recommendationId: null };
    expect(canRead(actor, 'history', { history })).toBe(true);
  });

  test('of one review read nothing of another', () => {
    const actor = sampleActor(me, sampleGrant('auditor', 'review', idOf(0x399)));
    expect(
      canRead(actor, 'history', {
        recommendation,
        history: { objectType: 'recommendation', recommendationId: recommendation.id },
      }),
    ).toBe(false);
    expect(
      canRead(actor, 'history', {
        history: { objectType: 'review', reviewId: recommendation.reviewId, recommendationId: null },
      }),
    ).toBe(false);
  });
});

describe('accounts and their history', () => {
  test.each([
    ['person', ['auditor', 'administrator']],
    ['grant', ['auditor', 'administrator']],
    ['entity', ['auditor', 'administrator']],
    ['installation', ['auditor', 'administrator']],
    ['sign-in', ['auditor', 'administrator']],
    ['export', ['auditor', 'administrator']],
    ['review', [...roles]],
  ])('entries about a %s are for %j', (objectType, expected) => {
    const readers = roles.filter((role) =>
      canRead(sampleActor(me, sampleGrant(role)), 'history', {
        history: { objectType, recommendationId: null },
      }),
    );
    expect([...readers].sort()).toEqual([...expected].sort());
  });

  test('grants are known to those who hold them, auditors and administrators', () => {
    const reads = (personId: string) =>
      roles.filter((role) => canRead(sampleActor(me, sampleGrant(role)), 'grant', { grant: { personId } }));
    expect(reads(me)).toEqual([...roles]);
    expect(reads(idOf(0x222))).toEqual(['auditor', 'administrator']);
  });

  test('people are known to all but observers', () => {
    const readers = roles.filter((role) =>
      canRead(sampleActor(me, sampleGrant(role)), 'person', { person: {} }),
    );
    expect(readers).toEqual(roles.filter((role) => role !== 'observer'));
  });
});

test('the roles of a person are told once, in the order of the vocabulary', () => {
  expect(
    rolesOf(sampleActor(me, sampleGrant('auditor'), sampleGrant('staff'), sampleGrant('staff'))),
  ).toEqual(['staff', 'auditor']);
});
