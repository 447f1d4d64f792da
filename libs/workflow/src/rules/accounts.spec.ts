import { describe, expect, test } from '@jest/globals';
import {
  settingsOf,
  type EntityState,
  type GrantState,
  type InstallationState,
  type PersonState,
  type ReviewState,
} from '#contracts';
import { decideSample, refusalOf, told } from '../../../../test/support/decide-sample.js';
import { decider, idOf, proposer, sampleMoment } from '../../../../test/support/sample-states.js';

const recorded = { version: 1, createdAt: sampleMoment.at, updatedAt: sampleMoment.at };
const person: PersonState = {
  ...recorded,
  id: proposer,
  name: 'Pat',
  email: 'pat@example.org',
  language: 'en',
  state: 'active',
  passwordChanges: 1,
};
const grant: GrantState = {
  ...recorded,
  id: idOf(0xa01),
  personId: proposer,
  role: 'staff',
  scopeType: 'installation',
  scopeId: null,
  verifies: false,
  endsAt: null,
  endedAt: null,
  mappingId: null,
};
const entity: EntityState = {
  ...recorded,
  id: idOf(0x401),
  name: 'Lead',
  acronym: 'L',
  kind: 'department',
  parentId: null,
};
const review: ReviewState = {
  ...recorded,
  id: idOf(0x301),
  code: 'a-review',
  title: 'A review',
  symbol: null,
  date: '2012-11-14',
  commissionedBy: 'Secretary-General',
  chair: null,
  summary: 'What happened.',
  sources: [],
  lessons: [],
};

describe('the founding', () => {
  test('makes installation, first administrator and their grant in one step', () => {
    const events = decideSample(
      'installation.found',
      {
        name: 'Here',
        simulatedClock: false,
        definitionSha256: 'f'.repeat(64),
        administrator: { name: 'Ada', email: 'Ada@Example.org' },
      },
      {},
    );
    expect(events.map(({ objectId }) => objectId)).toEqual([idOf(0x900), ...sampleMoment.freshIds]);
    expect(told(events)).toMatchObject([
      ['installation.founded', { name: 'Here', simulatedClock: false }],
      ['person.created', { email: 'ada@example.org', state: 'active', passwordChanges: 0 }],
      ['grant.given', { personId: idOf(1), role: 'administrator', scopeType: 'installation' }],
    ]);
  });
});

describe('the settings', () => {
  const installation: InstallationState = {
    ...recorded,
    id: idOf(0xb01),
    name: 'Here',
    simulatedClock: false,
    definitionSha256: 'f'.repeat(64),
  };

  test('that nobody has set were null before, and hold what is easiest', () => {
    expect(settingsOf(installation)).toEqual({
      stepUpForApprovals: 'off',
      stepUpMinutes: 15,
      secondFactor: 'optional',
      accountDomains: [],
    });
    const input = { name: 'Here', stepUpForApprovals: 'recent' as const };
    expect(decideSample('installation.change', input, { installation })).toMatchObject([
      {
        action: 'installation.changed',
        set: { stepUpForApprovals: 'recent' },
        was: { stepUpForApprovals: null },
      },
    ]);
  });

  test('that stay as they are are no change', () => {
    expect(() => decideSample('installation.change', { name: 'Here' }, { installation })).toThrow(
      expect.objectContaining({ code: 'nothing-to-change' }),
    );
  });
});

describe('accounts', () => {
  test('are opened, and the password is counted, never kept', () => {
    const input = { name: 'Pat', email: 'PAT@example.org' };
    expect(told(decideSample('person.create', input, {}))).toEqual([
      [
        'person.created',
        {
          name: 'Pat',
          email: 'pat@example.org',
          language: 'en',
          state: 'active',
          passwordChanges: 0,
          factorResets: null,
        },
      ],
    ]);
    const events = decideSample('person.set-password', { password: 'a long password' }, { person });
    expect(told(events)).toEqual([['person.password-set', { passwordChanges: 2 }]]);
    expect(JSON.stringify(events)).not.toContain('a long password');
  });

  test('are closed by somebody else, and opened again', () => {
    const close = (actorId: string, state: PersonState['state'] = 'active') =>
      decideSample('person.deactivate', { reason: 'Left.' }, { person: { ...person, state } }, { actorId });
    expect(told(close(decider))).toEqual([['person.deactivated', { state: 'deactivated' }]]);
    expect(refusalOf(() => close(proposer)).code).toBe('wrong-state');
    expect(refusalOf(() => close(decider, 'deactivated')).code).toBe('nothing-to-change');
    const open = (state: PersonState['state']) =>
      decideSample('person.reactivate', { reason: 'Back.' }, { person: { ...person, state } });
    expect(told(open('deactivated'))).toEqual([['person.reactivated', { state: 'active' }]]);
    expect(refusalOf(() => open('active')).code).toBe('nothing-to-change');
  });

  test('change in what differs', () => {
    expect(told(decideSample('person.change', { name: 'Pat', language: 'fr' }, { person }))).toEqual([
      ['person.changed', { language: 'fr' }],
    ]);
  });
});

describe('grants', () => {
  const give = {
    personId: proposer,
    role: 'manager',
    scopeType: 'entity',
    scopeId: entity.id,
    reason: 'New.',
  } as const;

  test('name a person and a scope that exist', () => {
    const attempt = (...known: string[]) => decideSample('grant.give', give, { known: new Set(known) });
    expect(attempt(proposer, entity.id)).toMatchObject([
      { action: 'grant.given', set: { role: 'manager', endedAt: null }, note: { reason: 'New.' } },
    ]);
    expect(refusalOf(() => attempt(entity.id)).fields).toEqual(['personId']);
    expect(refusalOf(() => attempt(proposer)).fields).toEqual(['scopeId']);
  });

  test('end once, at the time of the command', () => {
    const end = (endedAt: string | null) =>
      decideSample('grant.end', { reason: 'Moved.' }, { grant: { ...grant, endedAt } });
    expect(told(end(null))).toEqual([['grant.ended', { endedAt: sampleMoment.at }]]);
    expect(refusalOf(() => end(sampleMoment.at)).code).toBe('wrong-state');
  });
});

describe('entities and reviews', () => {
  test('an entity stands below one that exists', () => {
    const input = { name: 'Branch', kind: 'office', parentId: entity.id } as const;
    expect(decideSample('entity.create', input, { known: new Set([entity.id]) })).toHaveLength(1);
    expect(refusalOf(() => decideSample('entity.create', input, {}))).toMatchObject({
      code: 'reference-not-found',
      fields: ['parentId'],
    });
  });

  test('change in what differs', () => {
    expect(told(decideSample('entity.change', { name: 'Lead', acronym: null }, { entity }))).toEqual([
      ['entity.changed', { acronym: null }],
    ]);
    const sources = [{ title: 'Report', url: null }];
    expect(told(decideSample('review.change', { sources, lessons: [] }, { review }))).toEqual([
      ['review.changed', { sources }],
    ]);
    expect(refusalOf(() => decideSample('review.change', { lessons: [] }, { review })).code).toBe(
      'nothing-to-change',
    );
  });
});
