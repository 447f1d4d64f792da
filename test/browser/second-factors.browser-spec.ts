import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { codeOf } from '../support/factor-doors.js';
import { issue } from '../support/issue-command.js';
import { password } from '../support/small-world.js';
import { House, narrow } from './house.js';

let house: House;
let proposalId: string;

beforeAll(async () => {
  house = await House.open();
  const { world, app } = house;
  const recommendationId = await world.started();
  const change = {
    transition: 'move-due-date',
    due: { date: '2028-01-01', precision: 'day' },
    reason: 'Late.',
  } as const;
  const staff = await world.actor('staff');
  const made = await issue(app.store, staff, 'proposal.make', { recommendationId, change });
  proposalId = made.objectId;
  const { rows } = await app.store.pool.query<{ id: string }>('select id from installation');
  const administrator = await world.actor('administrator');
  await issue(
    app.store,
    administrator,
    'installation.change',
    { stepUpForApprovals: 'passkey' },
    { id: rows[0]?.id ?? '' },
  );
}, 60_000);
afterAll(() => house.close());

/**
 * An authenticator in Chromium that verifies its user without asking. The browser offers it on request alone: it would
 * answer at once where a name is typed, before anybody pressed a thing.
 */
async function giveAuthenticator(page: Page): Promise<void> {
  await page.addInitScript(
    'PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)',
  );
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a manager adds a passkey, decides with it where that is asked, and signs in by it', async () => {
  const page = await house.signIn('manager');
  await giveAuthenticator(page);
  await house.visit(page, '/account/factors');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const naming = page.getByRole('dialog', { name: 'Add a passkey' });
  await naming.getByRole('textbox').fill('The laptop');
  await naming.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('The laptop').waitFor();

  await house.app.store.pool.query(`update session set factor_at = factor_at - interval '1 hour'`);
  await house.visit(page, `/proposals/${proposalId}`);
  await page.getByRole('textbox', { name: /Reason/ }).fill('A good reason.');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const asking = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await asking.getByRole('button', { name: 'Use a passkey' }).click();
  const stateOf = async () => {
    const text = 'select state from proposal where id = $1';
    const { rows } = await house.app.store.pool.query<{ state: string }>(text, [proposalId]);
    return rows[0]?.state;
  };
  expect(await eventually(stateOf, (state) => state === 'approved', 20_000)).toBe('approved');

  await page.getByRole('button', { name: /Manager Tester/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.locator('nav').first().waitFor({ state: 'attached' });
}, 120_000);

test('whoever set up an authenticator signs in with its code, in Arabic and on a phone', async () => {
  const page = await house.signIn('staff', { language: 'ar', viewport: narrow });
  await house.visit(page, '/account/factors');
  await page.getByRole('button', { name: 'إعداد تطبيق مصادقة' }).click();
  const secret =
    (await page
      .locator('p[dir=ltr]')
      .filter({ hasText: /^[A-Z2-7]{32}$/ })
      .textContent()) ?? '';
  await page.locator('input[autocomplete=one-time-code]').fill(codeOf(secret));
  await page.getByRole('button', { name: 'تفعيل' }).click();
  await page.getByRole('button', { name: 'حفظتُها' }).click();
  await house.app.store.pool.query('update totp set last_step = -1');

  const again = await house.newPage({ language: 'ar', viewport: narrow });
  await again.locator('input[type=email]').fill(house.world.emailOf('staff'));
  await again.locator('input[type=password]').fill(password);
  await again.locator('button[type=submit]').click();
  await again.locator('input[autocomplete=one-time-code]').fill(codeOf(secret));
  await again.locator('button[type=submit]').click();
  await again.locator('nav').first().waitFor({ state: 'attached' });
}, 120_000);
