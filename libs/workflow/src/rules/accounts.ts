import { Refusal, type Event, type GrantState } from '#contracts';
import type { Rules } from './rule.js';
import { changed, created, differing } from '../events.js';
import { mustExist } from './references.js';
import { need, type World } from '../world.js';

/** Entities, persons and grants: what the administrator keeps. */
export const accountRules: Rules<
  | 'entity.create'
  | 'entity.change'
  | 'person.create'
  | 'person.change'
  | 'person.set-password'
  | 'person.reset-factors'
  | 'person.change-password'
  | 'person.deactivate'
  | 'person.reactivate'
  | 'grant.give'
  | 'grant.end'
> = {
  'entity.create': ({ objectId, input }, world) => {
    mustExist(world, { parentId: input.parentId });
    return [created('entity.created', objectId, input)];
  },
  'entity.change': ({ input }, world) => {
    const entity = need(world, 'entity');
    return [changed('entity.changed', entity, differing(entity, input))];
  },
  'person.create': ({ objectId, input }) => [
    created('person.created', objectId, {
      ...input,
      state: 'active',
      passwordChanges: 0,
      factorResets: null,
    }),
  ],
  'person.change': ({ input }, world) => {
    const person = need(world, 'person');
    return [changed('person.changed', person, differing(person, input))];
  },
  'person.set-password': (_command, world) => passwordSet(world),
  'person.change-password': (_command, world) => passwordSet(world),
  'person.reset-factors': ({ input }, world, { actorId }) => {
    const person = need(world, 'person');
    if (person.id === actorId) throw new Refusal('wrong-state', 'nobody resets their own factors');
    const factorResets = (person.factorResets ?? 0) + 1;
    return [changed('person.factors-reset', person, { factorResets }, input)];
  },
  'person.deactivate': ({ input }, world, { actorId }) => {
    const person = need(world, 'person');
    if (person.id === actorId) throw new Refusal('wrong-state', 'nobody closes their own account');
    return [
      changed('person.deactivated', person, differing(person, { state: 'deactivated' as const }), input),
    ];
  },
  'person.reactivate': ({ input }, world) => {
    const person = need(world, 'person');
    return [changed('person.reactivated', person, differing(person, { state: 'active' as const }), input)];
  },
  'grant.give': ({ objectId, input: { reason, ...grant } }, world, { at }) => {
    mustExist(world, { personId: grant.personId, scopeId: grant.scopeId });
    if (grant.endsAt && grant.endsAt <= at)
      throw new Refusal('invalid-input', 'a grant ends after it begins', {
        fields: [{ field: 'endsAt', message: 'is not in the future' }],
      });
    return [created('grant.given', objectId, { ...grant, endedAt: null, mappingId: null }, { reason })];
  },
  'grant.end': ({ input }, world, { at }) => {
    return [changed('grant.ended', unended(world, at), { endedAt: at }, input)];
  },
};

/** The history says that a password was set and how often, never which. */
function passwordSet(world: World): Event[] {
  const person = need(world, 'person');
  return [changed('person.password-set', person, { passwordChanges: person.passwordChanges + 1 })];
}

/** The grant, where it runs at the time (RFC 3339). */
export function unended(world: World, at: string): GrantState {
  const grant = need(world, 'grant');
  const ended = grant.endedAt ?? (grant.endsAt && grant.endsAt <= at ? grant.endsAt : null);
  if (ended) throw new Refusal('wrong-state', `the grant ended at ${ended}`);
  return grant;
}
