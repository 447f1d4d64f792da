import { describe, expect, test } from '@jest/globals';
import { roles, scopeTypes } from '#contracts';
import { sampleActor, sampleGrant } from '../../../test/support/sample-actors.js';
import { idOf } from '../../../test/support/sample-states.js';
import { canRead, mayEver } from './permit.js';

describe('what the house checks of itself', () => {
  const told = roles.flatMap((role) =>
    scopeTypes.flatMap((scopeType) => {
      const scopeId = scopeType === 'installation' ? null : idOf(0x401);
      const actor = sampleActor(idOf(0x111), sampleGrant(role, scopeType, scopeId));
      expect(mayEver(actor, 'read', 'check')).toBe(canRead(actor, 'check', {}));
      return canRead(actor, 'check', {}) ? [`${role} of ${scopeType}`] : [];
    }),
  );

  test('is told to auditors and administrators of the whole installation, and to nobody else', () => {
    expect(told).toEqual(['auditor of installation', 'administrator of installation']);
  });
});
