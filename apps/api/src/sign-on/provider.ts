import * as oidc from 'openid-client';
import {
  apiBase,
  directoryBase,
  languageOf,
  routes,
  type Language,
  type SignOnSetup,
  type SignOnTest,
} from '#contracts';
import { fetchOutside, OutgoingRefused, type OutgoingRequest } from '#outgoing';
import type { SignOnSetting } from './setting.js';

/** How long what the provider says of itself is believed. */
const believedMs = 10 * 60_000;
const patienceMs = 8_000;
/** How far the provider's clock may be from ours. */
const clockToleranceSeconds = 60;

/** What a browser takes along to the provider, and must come back with. */
export interface Errand {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who came back from the provider, as its signed word has it. */
export interface Arrival {
  issuer: string;
  subject: string;
  /** Null where the provider tells none. */
  email: string | null;
  isEmailVerified: boolean;
  /** What they are called, and the language that they have here. Null where it tells none that fits. */
  name: string | null;
  language: Language | null;
  /** Null where the provider told nothing of groups, for there were too many to tell. */
  groups: string[] | null;
  /** Whether the provider says that it asked for several factors (RFC 8176; OpenID Connect Core section 2). */
  isMultiFactor: boolean;
}

/** The provider could not be asked. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** The OpenID Connect provider that people are sent to. */
export class Provider {
  private known: { at: number; configuration: Promise<oidc.Configuration> } | null = null;

  constructor(readonly setting: SignOnSetting) {}

  get redirectUri(): string {
    return `${this.setting.publicUrl}${apiBase}${routes.signOnReturn.path}`;
  }

  get setup(): SignOnSetup {
    const { name, issuer, clientId, clientSecret, groupsClaim, trustsEmail, allowedHosts } = this.setting;
    const { redirectUri } = this;
    const directoryAddress = `${this.setting.publicUrl}${directoryBase}`;
    const hasSecret = clientSecret !== null;
    return {
      name,
      issuer,
      clientId,
      hasSecret,
      redirectUri,
      directoryAddress,
      groupsClaim,
      trustsEmail,
      allowedHosts: [...allowedHosts],
    };
  }

  /** Where the browser is to go, and what it takes along. */
  async send(): Promise<{ address: string; errand: Errand }> {
    const configuration = await this.configuration();
    const errand = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: this.setting.scope,
      state: errand.state,
      nonce: errand.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, errand };
  }

  /**
   * Takes what the browser came back with: the library checks state, nonce, issuer, audience, signature and times, and
   * changes the code for the provider's word. Throws `UnavailableError` where it could not be asked.
   *
   * @param search of the address that the browser came back to, with its question mark
   */
  async receive(search: string, { state, nonce, verifier }: Errand): Promise<Arrival> {
    const configuration = await this.configuration();
    const tokens = await this.asked(() =>
      oidc.authorizationCodeGrant(configuration, new URL(`${this.redirectUri}${search}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }),
    );
    const claims = tokens.claims();
    if (!claims) throw new Error('the provider told nothing of who it is');
    const { groupsClaim } = this.setting;
    const isWhole = groupsClaim in claims && 'email' in claims;
    const more =
      isWhole || !configuration.serverMetadata().userinfo_endpoint
        ? {}
        : await this.asked(() => oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub));
    return arrivalOf({ ...more, ...claims }, groupsClaim);
  }

  /** Asks the provider for its description just now, past what is remembered of it. */
  async test(): Promise<SignOnTest> {
    const began = performance.now();
    this.known = null;
    const answered = await this.configuration().then(
      (configuration) => ({ metadata: configuration.serverMetadata(), fault: null }),
      (fault: unknown) => ({ metadata: null, fault: wordsOf(fault) }),
    );
    const { metadata, fault } = answered;
    return {
      isReachable: metadata !== null,
      fault,
      takesPkce: metadata?.code_challenge_methods_supported?.includes('S256') ?? null,
      authorizationEndpoint: metadata?.authorization_endpoint ?? null,
      tookMs: Math.round(performance.now() - began),
    };
  }

  private configuration(): Promise<oidc.Configuration> {
    const now = performance.now();
    if (this.known && now - this.known.at < believedMs) return this.known.configuration;
    const configuration = this.asked(() => this.discover());
    this.known = { at: now, configuration };
    configuration.catch(() => (this.known = null));
    return configuration;
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.setting;
    const isPlain = new URL(issuer).protocol === 'http:';
    return oidc.discovery(
      new URL(issuer),
      clientId,
      { [oidc.clockTolerance]: clockToleranceSeconds, ...(clientSecret && { client_secret: clientSecret }) },
      clientSecret ? undefined : oidc.None(),
      {
        [oidc.customFetch]: (url, options) => this.fetch(url, options),
        timeout: patienceMs / 1000,
        ...(isPlain && { execute: [oidc.allowInsecureRequests] }),
      },
    );
  }

  /** Asks what the provider names, where an installation may ask: its addresses are the provider's choice. */
  private fetch(url: string, { method, headers, body, signal }: oidc.CustomFetchOptions): Promise<Response> {
    const asked: OutgoingRequest = {
      method,
      headers,
      ...(body !== undefined && body !== null && { body: bodyOf(body) }),
      ...(signal && { signal }),
    };
    return fetchOutside(url, asked, { allowedHosts: this.setting.allowedHosts, timeoutMs: patienceMs });
  }

  /** Tells a provider that could not be asked from one whose answer does not hold. */
  private async asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (fault) {
      if (isUnreached(fault)) throw new UnavailableError(wordsOf(fault), { cause: fault });
      throw fault;
    }
  }
}

/** Codes of faults that come from the way to the provider, and from a provider that is not well. */
const unreachedCodes = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

function isUnreached(fault: unknown): boolean {
  for (let one = fault; one instanceof Error; one = one.cause) {
    const { code, name } = one as Error & { code?: unknown };
    if (one instanceof OutgoingRefused || name === 'TimeoutError' || name === 'AbortError') return true;
    if (typeof code === 'string' && (/^E[A-Z_]+$/.test(code) || unreachedCodes.has(code))) return true;
  }
  return false;
}

function wordsOf(fault: unknown): string {
  const words: string[] = [];
  // What could not be asked says its causes itself.
  for (let one = fault; one instanceof Error; one = one instanceof UnavailableError ? null : one.cause)
    words.push(one.message);
  return [...new Set(words)].join(': ').slice(0, 500);
}

/** What the library sends: forms, and text. */
function bodyOf(body: NonNullable<oidc.CustomFetchOptions['body']>): string | Uint8Array {
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new Error('this body is not sent');
}

function arrivalOf(claims: Record<string, unknown>, groupsClaim: string): Arrival {
  const { iss, sub, email, email_verified: isVerified, amr, name, locale } = claims;
  const methods = Array.isArray(amr) ? amr : [];
  return {
    issuer: String(iss),
    subject: String(sub),
    email: typeof email === 'string' ? email : null,
    // Entra ID tells by a claim of its own that the owner of the domain vouches for the address.
    isEmailVerified: isVerified === true || vouched.has(claims['xms_edov']),
    name: typeof name === 'string' ? name : null,
    language: typeof locale === 'string' ? languageOf(locale) : null,
    groups: groupsIn(claims, groupsClaim),
    isMultiFactor: methods.includes('mfa') || isMultiFactorClass(claims['acr']),
  };
}

const vouched = new Set<unknown>([true, 1, '1', 'true']);

/** Classes of authentication by which providers say that they asked for several factors. */
const multiFactorClasses = new Set([
  'mfa',
  'phrh',
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
  'https://refeds.org/profile/mfa',
]);
const isMultiFactorClass = (acr: unknown): boolean => typeof acr === 'string' && multiFactorClasses.has(acr);

const groupsMax = 1000;

/** The groups that are told. Where there are too many to tell, Entra ID points elsewhere and tells none. */
function groupsIn(claims: Record<string, unknown>, claim: string): string[] | null {
  const told = claims[claim];
  const elsewhere = claims['_claim_names'];
  const isElsewhere = typeof elsewhere === 'object' && elsewhere !== null && claim in elsewhere;
  if (told === undefined && (isElsewhere || claims['hasgroups'] === true)) return null;
  const names: unknown[] = Array.isArray(told) ? told : [told];
  return names
    .filter((name): name is string => typeof name === 'string' && name !== '' && name.length <= 255)
    .map((name) => name.normalize('NFC').trim())
    .slice(0, groupsMax);
}
