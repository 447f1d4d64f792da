import { readFileSync } from 'node:fs';
import type { ApiOptions } from '../../../api/src/index.js';
import { Trouble } from '../trouble.js';

type Setting = NonNullable<ApiOptions['signOn']>;

/** Hosts of this computer alone: there a provider may answer without TLS, which tests and trials need. */
const ownHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The provider of single sign-on, as the environment says: UPHOLD_OIDC_ISSUER, UPHOLD_OIDC_CLIENT_ID and
 * PUBLIC_URL, where browsers reach this installation; null where there is no issuer. The client's secret comes in
 * UPHOLD_OIDC_CLIENT_SECRET, or in the file that UPHOLD_OIDC_CLIENT_SECRET_FILE names. Further:
 * UPHOLD_OIDC_NAME, UPHOLD_OIDC_SCOPE, UPHOLD_OIDC_GROUPS_CLAIM, UPHOLD_OIDC_TRUST_EMAIL (yes or no), and
 * UPHOLD_OIDC_ALLOWED_HOSTS, which may be inside the operator's own network.
 */
export function signOnSetting(environment: NodeJS.ProcessEnv = process.env): Setting | null {
  const given = (name: string) => environment[`UPHOLD_OIDC_${name}`]?.trim() || undefined;
  const issuer = given('ISSUER');
  if (!issuer) return null;
  const clientId = given('CLIENT_ID');
  const publicUrl = environment['PUBLIC_URL']?.trim().replace(/\/+$/, '');
  if (!clientId) throw new Trouble('usage', 'UPHOLD_OIDC_CLIENT_ID is needed with UPHOLD_OIDC_ISSUER.');
  if (!publicUrl)
    throw new Trouble(
      'usage',
      'PUBLIC_URL is needed for single sign-on: where browsers reach this installation.',
    );
  mustBeSafe('UPHOLD_OIDC_ISSUER', issuer);
  mustBeSafe('PUBLIC_URL', publicUrl);
  return {
    issuer,
    clientId,
    publicUrl,
    clientSecret: secretOf(given('CLIENT_SECRET'), given('CLIENT_SECRET_FILE')),
    name: given('NAME') ?? new URL(issuer).hostname,
    scope: given('SCOPE') ?? 'openid email profile',
    groupsClaim: given('GROUPS_CLAIM') ?? 'groups',
    trustsEmail: truthOf('UPHOLD_OIDC_TRUST_EMAIL', given('TRUST_EMAIL')),
    allowedHosts: (given('ALLOWED_HOSTS') ?? '').split(/[\s,]+/).filter(Boolean),
  };
}

/** https, or http to this computer itself. */
function mustBeSafe(name: string, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && ownHosts.has(url.hostname))) return;
  throw new Trouble('usage', `${name} is an address that begins with https://`);
}

function secretOf(secret: string | undefined, file: string | undefined): string | null {
  if (secret && file)
    throw new Trouble('usage', 'Set UPHOLD_OIDC_CLIENT_SECRET or UPHOLD_OIDC_CLIENT_SECRET_FILE, not both.');
  if (!file) return secret ?? null;
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch (fault) {
    throw new Trouble('usage', `UPHOLD_OIDC_CLIENT_SECRET_FILE cannot be read: ${(fault as Error).message}`);
  }
}

function truthOf(name: string, word: string | undefined): boolean {
  if (word === undefined || word === 'no') return false;
  if (word === 'yes') return true;
  throw new Trouble('usage', `${name} is yes or no; it was “${word}”.`);
}
