import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiBase, Me, SignOnTest } from '#contracts';
import { expectRefused } from '../support/matchers.js';
import {
  faultOf,
  here,
  isAtClient,
  returnPath,
  SignOnHouse,
  startAddress,
} from '../support/sign-on-house.js';
import type { TravellingBrowser } from '../support/travelling-browser.js';

const isReturn = ({ pathname }: URL) => pathname === returnPath;

describe('single sign-on', () => {
  let house: SignOnHouse;
  beforeAll(async () => {
    house = await SignOnHouse.start();
  });
  afterAll(async () => {
    await house.stop();
  });

  test('lets in whom the provider vouches for, and leads them where they wanted to go', async () => {
    house.knows('staff');
    const { travelling, landing } = await house.comesIn();
    expect(landing.url.href).toBe(`${here}/audit?a=1`);
    const me = Me.parse(await (await house.me(travelling)).json());
    expect(me.person.id).toBe(house.world.people.staff);
    const { rows } = await house.app.store.pool.query<{ methods: string[] }>(
      'select methods from session where person_id = $1 order by created_at desc limit 1',
      [house.world.people.staff],
    );
    expect(rows[0]?.methods).toEqual(['sso']);
    expect(travelling.cookie(here, '__Host-uphold-errand')).toBeUndefined();
    await house.app.settled();
    const told = await house.people.auditor.get('/history', {
      objectType: 'sign-in',
      actorId: house.world.people.staff,
    });
    const actions = (told.body.rows as { action: string; body: object }[]).map(({ action, body }) => ({
      action,
      body,
    }));
    expect(actions).toContainEqual({
      action: 'sign-in.linked',
      body: { issuer: house.provider.issuer, by: 'verified-email' },
    });
  });

  test('knows a person by the provider’s own name for them, whatever their address has become', async () => {
    house.knows('staff', { email: 'moved@test.example', amr: ['pwd', 'mfa'] });
    const { travelling } = await house.comesIn();
    expect(Me.parse(await (await house.me(travelling)).json()).person.id).toBe(house.world.people.staff);
    const { rows } = await house.app.store.pool.query<{ methods: string[] }>(
      'select methods from session where person_id = $1 order by created_at desc limit 1',
      [house.world.people.staff],
    );
    expect(rows[0]?.methods).toEqual(['sso', 'sso-mfa']);
  });

  test('another identity with the address of an account that has one is not let in as that person', async () => {
    house.knows('staff', { sub: 'somebody else' });
    expect(faultOf((await house.comesIn()).landing)).toBe('linked-elsewhere');
  });

  test('an address that the provider does not vouch for leads nowhere, nor one that nobody has', async () => {
    house.knows('manager', { email_verified: false });
    expect(faultOf((await house.comesIn()).landing)).toBe('unverified-email');
    house.provider.person = { sub: 'new', email: 'new@test.example', email_verified: true, groups: [] };
    expect(faultOf((await house.comesIn()).landing)).toBe('unknown-person');
  });

  test('a closed account stays closed', async () => {
    house.knows('stranger');
    await house.comesIn();
    const id = house.world.people.stranger;
    const version = await house.world.versionOf('person', id);
    await house.people.administrator.must('person.deactivate', { reason: 'has left' }, id, version);
    const { travelling, landing } = await house.comesIn();
    expect(faultOf(landing)).toBe('account-closed');
    expect((await house.me(travelling)).status).toBe(401);
  });

  test('a wrong state, another browser, another nonce and a replayed answer let nobody in', async () => {
    house.knows('staff');
    const away = async () => {
      const travelling = house.browser();
      return { travelling, back: (await travelling.go(startAddress, isReturn)).url };
    };
    const land = (travelling: TravellingBrowser, url: URL) => travelling.go(url.href, isAtClient);

    const wrong = await away();
    wrong.back.searchParams.set('state', 'another');
    expect(faultOf(await land(wrong.travelling, wrong.back))).toBe('expired');

    const other = await away();
    expect(faultOf(await land(house.browser(), other.back))).toBe('expired');

    const nonce = await away();
    const errand = JSON.parse(
      Buffer.from(nonce.travelling.cookie(here, '__Host-uphold-errand') ?? '', 'base64url').toString(),
    ) as Record<string, string>;
    const changed = Buffer.from(JSON.stringify({ ...errand, nonce: 'another' })).toString('base64url');
    nonce.travelling.setCookie(here, '__Host-uphold-errand', changed);
    expect(faultOf(await land(nonce.travelling, nonce.back))).toBe('invalid');

    const twice = await away();
    const kept = twice.travelling.cookie(here, '__Host-uphold-errand') ?? '';
    expect(faultOf(await land(twice.travelling, twice.back))).toBeNull();
    twice.travelling.forget(here);
    twice.travelling.setCookie(here, '__Host-uphold-errand', kept);
    expect(faultOf(await land(twice.travelling, twice.back))).toBe('invalid');
    expect((await house.me(twice.travelling)).status).toBe(401);
  });

  test('does not lead to other houses', async () => {
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const answer = await house.browser().ask(new URL(`${startAddress}?to=${encodeURIComponent(to)}`));
      expect({ to, status: answer.status }).toEqual({ to, status: 400 });
    }
  });

  test('tells that the provider does not answer, and goes on when it does again', async () => {
    const tested = async () =>
      SignOnTest.parse(
        (await house.people.administrator.send('post', '/single-sign-on/test').expect(200)).body,
      );
    expect(await tested()).toMatchObject({ isReachable: true, fault: null, takesPkce: true });
    house.provider.isDown = true;
    expect(await tested()).toMatchObject({ isReachable: false, fault: expect.any(String) });
    expect(faultOf((await house.comesIn()).landing)).toBe('unavailable');
    expectRefused(await house.people.staff.send('post', '/me/single-sign-on'), 'provider-unavailable');
    house.provider.isDown = false;
    house.knows('staff');
    expect(faultOf((await house.comesIn()).landing)).toBeNull();
  });

  test('somebody signed in ties their account themselves, once, and may untie it', async () => {
    await house.people.staff.send('delete', '/me/single-sign-on').expect(204);
    expect((await house.people.staff.get('/me/single-sign-on')).body).toMatchObject({
      name: 'Test House',
      linkedAt: null,
    });
    house.knows('staff', { sub: 'a private name', email: 'other@test.example', email_verified: false });
    const travelling = house.browser();
    travelling.setCookie(here, '__Host-uphold', house.people.staff.cookie.split('=')[1] ?? '');
    const asked = await travelling.ask(new URL(`${here}${apiBase}/me/single-sign-on`), {
      method: 'POST',
      headers: { 'X-CSRF-Token': house.people.staff.me.csrfToken },
    });
    const { address } = (await asked.json()) as { address: string };
    const landing = await travelling.go(address, ({ pathname }) => pathname === '/account');
    expect(landing.url.pathname).toBe('/account');
    expect((await house.people.staff.get('/me/single-sign-on')).body.linkedAt).not.toBeNull();
    const me = await house.me((await house.comesIn()).travelling);
    expect(Me.parse(await me.json()).person.id).toBe(house.world.people.staff);
  });
});
