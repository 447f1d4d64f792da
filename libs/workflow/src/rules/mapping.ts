import { Refusal } from '#contracts';
import { changed, created } from '../events.js';
import { need } from '../world.js';
import { mustExist } from './references.js';
import type { Rules } from './rule.js';

/** Groups of the single sign-on, and the rights that they bring. */
export const mappingRules: Rules<'mapping.add' | 'mapping.end' | 'grant.map'> = {
  'mapping.add': ({ objectId, input: { reason, ...mapping } }, world, { actorId }) => {
    mustExist(world, { scopeId: mapping.scopeId });
    return [
      created('mapping.added', objectId, { ...mapping, addedById: actorId, state: 'active' }, { reason }),
    ];
  },
  'mapping.end': ({ input }, world) => {
    const mapping = need(world, 'mapping');
    if (mapping.state === 'ended') throw new Refusal('wrong-state', 'the mapping has ended');
    return [changed('mapping.ended', mapping, { state: 'ended' }, input)];
  },
  'grant.map': ({ objectId, input: { personId, mappingId, reason } }, world) => {
    mustExist(world, { personId, mappingId });
    const { state, addedById, role, scopeType, scopeId, verifies } = need(world, 'mapping');
    if (state === 'ended') throw new Refusal('wrong-state', 'the mapping has ended');
    if (addedById === personId)
      throw new Refusal('not-permitted', 'nobody maps themselves into rights', {
        rule: 'segregation/own-mapping',
      });
    const given = { personId, role, scopeType, scopeId, verifies, endsAt: null, endedAt: null, mappingId };
    return [created('grant.given', objectId, given, { reason })];
  },
};
