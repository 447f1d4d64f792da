import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

/** Somebody whom the provider knows, and what it tells of them. */
export interface OidcPerson {
  sub: string;
  email: string;
  email_verified: boolean;
  groups: string[];
  amr?: string[];
}

/** A real OpenID Connect provider in this process, at which whoever is set signs in without being asked. */
export interface OidcHouse {
  issuer: string;
  client: { id: string; secret: string };
  /** Who signs in from now on. */
  person: OidcPerson;
  /** Answers nothing but 503 from now on, or answers again. */
  isDown: boolean;
  stop(): Promise<void>;
}

/** Starts the provider for one client, whose browsers come back to `redirectUri`. */
export async function startOidcHouse(redirectUri: string): Promise<OidcHouse> {
  const client = { id: 'uphold', secret: 'a secret for tests' };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const house: OidcHouse = {
    issuer,
    client,
    person: { sub: 'nobody', email: 'nobody@test.example', email_verified: true, groups: [] },
    isDown: false,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const provider = new Provider(issuer, configurationOf(house, client, redirectUri));
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (house.isDown) response.writeHead(503).end();
    else if (request.url?.startsWith('/interaction/')) void interact(provider, house, request, response);
    else void answer(request, response);
  });
  return house;
}

function configurationOf(
  house: OidcHouse,
  { id, secret }: OidcHouse['client'],
  redirectUri: string,
): Configuration {
  return {
    clients: [{ client_id: id, client_secret: secret, redirect_uris: [redirectUri] }],
    cookies: { keys: ['a key for tests'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], groups: ['groups'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ ...house.person, sub }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session?.accountId ?? '',
        clientId: oidc.client?.clientId ?? '',
      });
      grant.addOIDCScope('openid email profile groups');
      await grant.save();
      return grant;
    },
    ttl: { Session: 60, Interaction: 60, Grant: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
  };
}

async function interact(
  provider: Provider,
  { person }: OidcHouse,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(request, response);
  const login = { accountId: person.sub, ...(person.amr && { amr: person.amr }) };
  await provider.interactionFinished(request, response, { login });
}
