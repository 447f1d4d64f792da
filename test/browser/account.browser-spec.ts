import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { issue } from '../support/issue-command.js';
import { House } from './house.js';

const chosen = 'lantern quarry velvet tram';
let house: House;

beforeAll(async () => {
  house = await House.open();
  await house.app.settled();
}, 60_000);
afterAll(() => house.close());

test('who is invited chooses a password, is signed in, and sees what is open of the account', async () => {
  const administrator = await house.signIn('administrator');
  await house.visit(administrator, '/people');
  await administrator.getByRole('button', { name: 'Open an account' }).click();
  const opening = administrator.getByRole('dialog');
  await opening.getByRole('textbox', { name: 'Name' }).fill('New Comer');
  await opening
    .getByRole('textbox', { name: 'Address' })
    .or(opening.locator('input[type=email]'))
    .first()
    .fill('newcomer@test.example');
  await opening.getByRole('button', { name: 'Open an account' }).click();
  await administrator.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = await administrator.getByRole('dialog').getByText('/invitation#').innerText();

  const { app, world } = house;
  const { rows } = await app.store.pool.query<{ id: string }>(
    `select id from person where email = 'newcomer@test.example'`,
  );
  const grant = { role: 'staff', scopeType: 'installation', reason: 'is new' } as const;
  await issue(app.store, await world.actor('administrator'), 'grant.give', {
    ...grant,
    personId: rows[0]?.id ?? '',
  });
  const newcomer = await house.newPage();
  await newcomer.goto(new URL(new URL(link).pathname + new URL(link).hash, newcomer.url()).href);
  await newcomer.getByText('Welcome, New Comer').waitFor();
  await newcomer.locator('input[type=password]').fill(chosen);
  await newcomer.getByRole('button', { name: 'Save and sign in' }).click();
  await newcomer.locator('nav').first().waitFor({ state: 'attached' });

  await house.app.settled();
  await house.visit(newcomer, '/account');
  await newcomer.getByText('this one').waitFor();
  await newcomer.getByText('Signed in', { exact: true }).waitFor();
  await newcomer.getByRole('button', { name: 'Make a token' }).click();
  const making = newcomer.getByRole('dialog');
  await making.getByRole('textbox', { name: 'What it is for' }).fill('figures every night');
  await making.getByRole('button', { name: 'Make a token' }).click();
  const secret = await making.getByText(/^uphold_/).innerText();
  await making.getByRole('button', { name: 'Close' }).last().click();
  await newcomer.getByText('figures every night').waitFor();
  expect(await newcomer.content()).not.toContain(secret);

  await house.visit(administrator, '/security?view=tokens');
  await administrator.getByText('made an API token').waitFor();
  expect(house.complaints).toEqual([]);
}, 120_000);
