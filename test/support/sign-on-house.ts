import { apiBase } from '#contracts';
import { startOidcHouse, type OidcHouse } from './oidc-house.js';
import { signedIn } from './signed-in.js';
import { createSmallWorld, type Person, type SmallWorld } from './small-world.js';
import { startApp, type TestApp } from './start-app.js';
import { TravellingBrowser, type Landing } from './travelling-browser.js';

/** Where browsers of the tests reach the installation. */
export const here = 'https://uphold.test';
export const returnPath = `${apiBase}/single-sign-on/return`;
export const startAddress = `${here}${apiBase}/single-sign-on/start`;
/** Whether the browser is where the web client takes over. */
export const isAtClient = ({ origin, pathname }: URL) => origin === here && !pathname.startsWith(apiBase);
/** Why nobody was let in, as the sign-in page is told. */
export const faultOf = ({ url }: Landing) => url.searchParams.get('sign-on');

/** An installation with a small world and a provider of single sign-on, all in this process. */
export class SignOnHouse {
  private constructor(
    readonly provider: OidcHouse,
    readonly app: TestApp,
    readonly world: SmallWorld,
    readonly people: Awaited<ReturnType<typeof signedIn<'administrator' | 'auditor' | 'staff'>>>,
  ) {}

  static async start(): Promise<SignOnHouse> {
    const provider = await startOidcHouse(`${here}${returnPath}`);
    const app = await startApp({
      signOn: {
        name: 'Test House',
        issuer: provider.issuer,
        clientId: provider.client.id,
        clientSecret: provider.client.secret,
        publicUrl: here,
        groupsClaim: 'groups',
        scope: 'openid email profile groups',
        trustsEmail: true,
        allowedHosts: [new URL(provider.issuer).host],
      },
    });
    const world = await createSmallWorld(app.store);
    const people = await signedIn(app, world, 'administrator', 'auditor', 'staff');
    return new SignOnHouse(provider, app, world, people);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.provider.stop();
  }

  browser(): TravellingBrowser {
    return new TravellingBrowser({ [here]: this.app.url });
  }

  /** Who signs in at the provider from now on. */
  knows(person: Person, more: Partial<OidcHouse['person']> = {}): void {
    const email = this.world.emailOf(person);
    this.provider.person = { sub: `sub-${person}`, email, email_verified: true, groups: [], ...more };
  }

  /** To the provider and back, up to where the web client takes over. */
  async comesIn(): Promise<{ travelling: TravellingBrowser; landing: Landing }> {
    const travelling = this.browser();
    return { travelling, landing: await travelling.go(`${startAddress}?to=%2Faudit%3Fa%3D1`, isAtClient) };
  }

  me(travelling: TravellingBrowser): Promise<Response> {
    return travelling.ask(new URL(`${here}${apiBase}/me`));
  }

  /** What somebody holds by mappings now. */
  async mapped(person: Person): Promise<string[]> {
    const query = { personId: this.world.people[person], ended: 'false' };
    const { body } = await this.people.administrator.get('/grants', query);
    const rows = body.rows as { role: string; mappingId: string | null }[];
    return rows.flatMap(({ role, mappingId }) => (mappingId ? [role] : [])).sort();
  }
}
