import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signOnSetting } from './sign-on-setting.js';

const needed = {
  UPHOLD_OIDC_ISSUER: 'https://login.example.org/tenant',
  UPHOLD_OIDC_CLIENT_ID: 'uphold',
  PUBLIC_URL: 'https://uphold.example.org/',
};

describe('the setting of single sign-on', () => {
  test('is off without an issuer, and trusts nothing that it is not told to', () => {
    expect(signOnSetting({})).toBeNull();
    expect(signOnSetting(needed)).toEqual({
      issuer: 'https://login.example.org/tenant',
      clientId: 'uphold',
      publicUrl: 'https://uphold.example.org',
      clientSecret: null,
      name: 'login.example.org',
      scope: 'openid email profile',
      groupsClaim: 'groups',
      trustsEmail: false,
      allowedHosts: [],
    });
  });

  test('takes its secret from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'uphold-secret-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'from the file\n');
    expect(signOnSetting({ ...needed, UPHOLD_OIDC_CLIENT_SECRET_FILE: file })?.clientSecret).toBe(
      'from the file',
    );
    rmSync(folder, { recursive: true });
    expect(() => signOnSetting({ ...needed, UPHOLD_OIDC_CLIENT_SECRET_FILE: file })).toThrow(
      'cannot be read',
    );
  });

  test.each([
    ['an issuer without TLS', { UPHOLD_OIDC_ISSUER: 'http://login.example.org' }, /https/],
    ['an issuer that is no address', { UPHOLD_OIDC_ISSUER: 'login' }, /https/],
    ['no client', { UPHOLD_OIDC_CLIENT_ID: '' }, /CLIENT_ID/],
    ['no address of its own', { PUBLIC_URL: '' }, /PUBLIC_URL/],
    ['an address of its own without TLS', { PUBLIC_URL: 'http://uphold.example.org' }, /https/],
    ['a truth that is none', { UPHOLD_OIDC_TRUST_EMAIL: 'maybe' }, /yes or no/],
    ['two secrets', { UPHOLD_OIDC_CLIENT_SECRET: 'a', UPHOLD_OIDC_CLIENT_SECRET_FILE: 'b' }, /not both/],
  ])('is refused with %s', (_case, wrong, words) => {
    expect(() => signOnSetting({ ...needed, ...wrong })).toThrow(words);
  });

  test('may be without TLS on this computer, for trials', () => {
    const trial = {
      ...needed,
      UPHOLD_OIDC_ISSUER: 'http://localhost:4000',
      PUBLIC_URL: 'http://127.0.0.1:3000',
    };
    expect(signOnSetting(trial)?.issuer).toBe('http://localhost:4000');
  });
});
