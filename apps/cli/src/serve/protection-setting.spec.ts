import { expect, test } from '@jest/globals';
import { defaultLimits, scaledLimits } from '../../../api/src/index.js';
import { protectionSetting } from './protection-setting.js';

test.each([
  [{}, { limits: defaultLimits, trustedProxies: [] }],
  [{ RATE_LIMITS: 'off' }, { limits: null, trustedProxies: [] }],
  [{ RATE_LIMITS: '5' }, { limits: scaledLimits(5), trustedProxies: [] }],
  [
    { TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1' },
    { limits: defaultLimits, trustedProxies: ['127.0.0.1', '10.0.0.0/8', '::1'] },
  ],
])('%j', (environment, expected) => {
  expect(protectionSetting(environment)).toEqual(expected);
});

test.each([
  { RATE_LIMITS: '0' },
  { RATE_LIMITS: 'none' },
  { RATE_LIMITS: '1.5' },
  { TRUSTED_PROXIES: 'proxy.example' },
  { TRUSTED_PROXIES: '10.0.0.0/33' },
  { TRUSTED_PROXIES: 'all' },
])('%j is told to be wrong', (environment) => {
  expect(() => protectionSetting(environment)).toThrow(/RATE_LIMITS|TRUSTED_PROXIES/);
});
