import { describe, expect, test } from '@jest/globals';
import { decideSample, refusalOf } from '../../../../test/support/decide-sample.js';
import { decider, sampleEmergencyAccess } from '../../../../test/support/sample-states.js';

const asked = sampleEmergencyAccess();
const own = sampleEmergencyAccess({ requestedById: decider });

describe('emergency access', () => {
  test('is opened for its hours by somebody else', () => {
    expect(
      decideSample('emergency-access.approve', { reason: null }, { 'emergency-access': asked }),
    ).toMatchObject([
      {
        action: 'emergency-access.approved',
        set: {
          state: 'approved',
          decidedById: decider,
          startsAt: '2026-03-01T12:00:00.000Z',
          endsAt: '2026-03-01T14:00:00.000Z',
        },
      },
    ]);
  });

  test.each([
    ['emergency-access.approve', { reason: null }],
    ['emergency-access.refuse', { reason: 'Not needed.' }],
  ] as const)('is not decided by who asked for it: %s', (name, input) => {
    const refused = refusalOf(() => decideSample(name, input, { 'emergency-access': own }));
    expect(refused).toMatchObject({ code: 'own-proposal', rule: 'segregation/emergency-access' });
  });

  test('is not opened by who stands in for the asker', () => {
    const world = { 'emergency-access': asked, areDeputies: true };
    const open = () => decideSample('emergency-access.approve', { reason: null }, world);
    expect(refusalOf(open)).toMatchObject({ code: 'in-the-chain' });
  });
});
