import { describe, expect, test } from '@jest/globals';
import { acceptedStep, newTotpSecret, totpCode, totpUri } from './totp.js';

/** `12345678901234567890` in base32: the secret of RFC 6238, appendix B. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const never = -1;

describe('a code of an authenticator', () => {
  // The last six digits of the eight in RFC 6238, appendix B.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d seconds is the one of the standard', (now, code) => {
    expect(totpCode(secret, now)).toBe(code);
    expect(acceptedStep(secret, code, { now, lastStep: never })).toBe(Math.floor(now / 30));
  });

  const now = 1_111_111_111;
  const step = Math.floor(now / 30);
  test.each([
    [-2, null],
    [-1, step - 1],
    [0, step],
    [1, step + 1],
    [2, null],
  ])('of %d steps away is taken as that of step %p', (away, expected) => {
    const code = totpCode(secret, now + away * 30);
    expect(acceptedStep(secret, code, { now, lastStep: never })).toBe(expected);
  });

  test('is good once, and no older one after it', () => {
    const [before, current, after] = [-30, 0, 30].map((away) => totpCode(secret, now + away)) as [
      string,
      string,
      string,
    ];
    expect(acceptedStep(secret, current, { now, lastStep: step })).toBeNull();
    expect(acceptedStep(secret, before, { now, lastStep: step })).toBeNull();
    expect(acceptedStep(secret, after, { now, lastStep: step })).toBe(step + 1);
  });

  test('of another secret, or of another length, is none', () => {
    const other = totpCode(newTotpSecret(), now);
    expect(acceptedStep(secret, other, { now, lastStep: never })).toBeNull();
    expect(acceptedStep(secret, '', { now, lastStep: never })).toBeNull();
  });

  test('is made from what the QR code says', () => {
    const made = newTotpSecret();
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(totpUri(made, 'Uphold', 'pat@x.example'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Uphold:pat@x.example',
    ]);
    expect(uri.searchParams.get('secret')).toBe(made);
    expect(uri.searchParams.get('issuer')).toBe('Uphold');
  });
});
