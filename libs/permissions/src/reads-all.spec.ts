import { describe, expect, test } from '@jest/globals';
import { roles, scopeTypes } from '#contracts';
import { sampleActor, sampleGrant } from '../../../test/support/sample-actors.js';
import { idOf } from '../../../test/support/sample-states.js';
import { mayReadAll } from './permit.js';

const grantOf = (role: (typeof roles)[number], scopeType: (typeof scopeTypes)[number]) =>
  sampleGrant(role, scopeType, scopeType === 'installation' ? null : idOf(0x401));

describe('the whole history', () => {
  test('is read by auditors of the installation, and by nobody else', () => {
    const whole = roles.flatMap((role) =>
      scopeTypes.flatMap((scopeType) =>
        mayReadAll(sampleActor(idOf(0x111), grantOf(role, scopeType)), 'history')
          ? [`${role} of ${scopeType}`]
          : [],
      ),
    );
    expect(whole).toEqual(['auditor of installation']);
  });

  test('is read whatever narrower grants there are besides, and not by many narrow ones', () => {
    const wide = sampleActor(idOf(0x111), grantOf('staff', 'entity'), grantOf('auditor', 'installation'));
    expect(mayReadAll(wide, 'history')).toBe(true);
    const narrow = sampleActor(idOf(0x111), grantOf('manager', 'installation'), grantOf('auditor', 'entity'));
    expect(mayReadAll(narrow, 'history')).toBe(false);
  });
});
