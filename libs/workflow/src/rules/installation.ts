import type { Rules } from './rule.js';
import { changed, created, differing } from '../events.js';
import { need } from '../world.js';

/** Founding makes the installation, its first administrator and that person's grant in one step. */
export const installationRules: Rules<'installation.found' | 'installation.change'> = {
  'installation.found': ({ objectId, input }, _world, { freshIds: [personId = '', grantId = ''] }) => [
    created('installation.founded', objectId, {
      name: input.name,
      simulatedClock: input.simulatedClock,
      definitionSha256: input.definitionSha256,
      stepUpForApprovals: null,
      stepUpMinutes: null,
      secondFactor: null,
      accountDomains: null,
    }),
    created('person.created', personId, {
      ...input.administrator,
      language: 'en',
      state: 'active',
      passwordChanges: 0,
      factorResets: null,
    }),
    created('grant.given', grantId, {
      personId,
      role: 'administrator',
      scopeType: 'installation',
      scopeId: null,
      verifies: false,
      endsAt: null,
      endedAt: null,
      mappingId: null,
    }),
  ],
  'installation.change': ({ input }, world) => {
    const installation = need(world, 'installation');
    return [changed('installation.changed', installation, differing(installation, input))];
  },
};
