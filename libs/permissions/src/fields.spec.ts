import { describe, expect, test } from '@jest/globals';
import { PersonState, roles, scopeTypes, type Actor } from '#contracts';
import { sampleActor, sampleGrant } from '../../../test/support/sample-actors.js';
import { idOf } from '../../../test/support/sample-states.js';
import { mustBeTold, toldOf } from './fields.js';
import { guardedFields, outlineOf } from './outline.js';
import { canRead } from './permit.js';

const me = idOf(0x111);
const colleague = {
  id: idOf(0x112),
  name: 'A colleague',
  email: 'colleague@test.example',
  language: 'en',
  state: 'active',
  passwordChanges: 3,
  version: 7,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-02T00:00:00.000Z',
} satisfies PersonState;
const told = (actor: Actor, state: PersonState = colleague) => Object.keys(toldOf(actor, 'person', state));
const everybody = roles.flatMap((role) =>
  scopeTypes.map((scopeType) => ({
    who: `${role} of ${scopeType}`,
    actor: sampleActor(me, sampleGrant(role, scopeType, scopeType === 'installation' ? null : idOf(0x401))),
  })),
);

describe('of another’s account', () => {
  test('all is told to auditors and administrators of the installation, to the rest what they work with', () => {
    expect(everybody.flatMap(({ who, actor }) => (told(actor).includes('email') ? [who] : []))).toEqual([
      'auditor of installation',
      'administrator of installation',
    ]);
    for (const { actor } of everybody)
      expect([['id', 'name', 'language', 'state'], Object.keys(colleague)]).toContainEqual(told(actor));
  });

  test('whoever is told its entries is told all of its fields, for entries are whole', () => {
    for (const { who, actor } of everybody) {
      const readsEntries = canRead(actor, 'history', {
        history: { objectType: 'person', recommendationId: null },
      });
      expect({ who, readsEntries }).toEqual({ who, readsEntries: told(actor).includes('email') });
    }
  });

  test('nobody asks by a field that they are not told of everybody', () => {
    for (const { actor } of everybody) {
      const isTold = told(actor).includes('email');
      const ask = () => mustBeTold(actor, 'person', 'email');
      if (isTold) expect(ask).not.toThrow();
      else expect(ask).toThrow(expect.objectContaining({ rule: 'field:person.email' }));
    }
  });
});

test('of their own account people who know of others are told everything', () => {
  for (const { who, actor } of everybody.filter(({ who }) => !who.startsWith('observer')))
    expect([who, told(actor, { ...colleague, id: me })]).toEqual([who, Object.keys(colleague)]);
});

test('other objects are told as they are', () => {
  const [{ actor } = { actor: sampleActor(me) }] = everybody;
  const state = { id: idOf(0x401), name: 'An entity', version: 2 };
  expect(toldOf(actor, 'entity', state)).toBe(state);
});

test('every field of an account is told to everybody, or by a rule of its own', () => {
  expect([...outlineOf('person'), ...guardedFields('person')].sort()).toEqual(
    Object.keys(PersonState.shape).sort(),
  );
});
