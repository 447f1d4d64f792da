import { defaultLimits, scaledLimits, trustIn, type ApiOptions } from '../../../api/src/index.js';
import { Trouble } from '../trouble.js';

/**
 * What the environment says of the network in front of this process: TRUSTED_PROXIES, addresses and networks with
 * commas between them, and RATE_LIMITS, `off` or how many times the usual bounds.
 */
export function protectionSetting(
  environment: NodeJS.ProcessEnv = process.env,
): Required<Pick<ApiOptions, 'limits' | 'trustedProxies'>> {
  const { TRUSTED_PROXIES: proxies = '', RATE_LIMITS: rate = '1' } = environment;
  const trustedProxies = proxies
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  try {
    trustIn(trustedProxies);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Trouble('usage', `TRUSTED_PROXIES: ${error.message}.`);
  }
  return { limits: limitsOf(rate), trustedProxies };
}

function limitsOf(rate: string) {
  if (rate === 'off') return null;
  const factor = Number(rate);
  if (factor === 1) return defaultLimits;
  if (Number.isInteger(factor) && factor > 0 && factor <= 1000) return scaledLimits(factor);
  throw new Trouble('usage', 'RATE_LIMITS is a whole number from 1 to 1000, or off.');
}
