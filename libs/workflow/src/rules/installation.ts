import type { Rules } from './rule.js';
import { created } from '../events.js';

/** Founding makes the installation, its first administrator and that person's grant in one step. */
export const installationRules: Rules<'installation.found'> = {
  'installation.found': ({ objectId, input }, _world, { freshIds: [personId = '', grantId = ''] }) => [
    created('installation.founded', objectId, {
      name: input.name,
      simulatedClock: input.simulatedClock,
      definitionSha256: input.definitionSha256,
    }),
    created('person.created', personId, {
      ...input.administrator,
      language: 'en',
      state: 'active',
      passwordChanges: 0,
    }),
    created('grant.given', grantId, {
      personId,
      role: 'administrator',
      scopeType: 'installation',
      scopeId: null,
      verifies: false,
      endedAt: null,
    }),
  ],
};
