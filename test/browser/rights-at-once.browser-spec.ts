import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { issue } from '../support/issue-command.js';
import { House } from './house.js';

const secret = 'The guide with the blue boat';
let house: House;
let recommendationId: string;

beforeAll(async () => {
  house = await House.open();
  recommendationId = await house.world.issued({ title: secret });
  await house.app.settled();
}, 60_000);
afterAll(() => house.close());

test('what is marked confidential goes from every open page of whoever may not read it, and does not come back', async () => {
  const reader = await house.signIn('staff');
  await house.visit(reader, '/recommendations');
  await reader.getByText(secret).first().click();
  await reader.getByRole('heading', { name: secret }).waitFor();
  await house.visit(reader, `/recommendations/${recommendationId}?tab=discussion`);
  const draft = reader.getByRole('textbox').last();
  await draft.fill('I know who he is');
  await reader.evaluate(`sessionStorage.setItem('uphold-draft:comment:another', '{}')`);

  const { store } = house.app;
  const marking = { confidentiality: 'confidential' as const, reason: 'It names a person.' };
  const version = await house.world.versionOf('recommendation', recommendationId);
  const manager = await house.world.actor('manager');
  await issue(store, manager, 'recommendation.classify', marking, { id: recommendationId, version });

  await reader.getByRole('heading', { name: 'No longer open to you' }).waitFor();
  expect(await reader.content()).not.toContain('blue boat');
  const drafts = await reader.evaluate<string[]>('Object.keys(sessionStorage)');
  expect(drafts.filter((key) => key.startsWith('uphold-draft'))).toEqual(['uphold-draft:comment:another']);
  await reader.goBack();
  await reader.locator('main h1').first().waitFor();
  await reader.waitForLoadState('networkidle');
  expect(await reader.content()).not.toContain('blue boat');
  await house.visit(reader, `/recommendations/${recommendationId}`);
  await reader.getByRole('heading', { name: 'Not found' }).waitFor();
}, 120_000);

test('emergency access is asked for, opened by another, loud, and over when it is ended', async () => {
  const asker = await house.signIn('observer');
  await house.visit(asker, '/emergency-access');
  await asker.getByRole('button', { name: 'Ask for emergency access' }).click();
  const dialog = asker.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Scope' }).click();
  await asker.getByRole('option', { name: /recommendation/i }).click();
  await dialog.getByRole('textbox', { name: 'Address of the recommendation' }).fill(recommendationId);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Somebody is in danger.');
  await dialog.getByRole('button', { name: 'Ask for emergency access' }).click();
  await asker.getByText('Waits for a decision').waitFor();

  const manager = await house.signIn('manager');
  await manager.getByText('1 request for emergency access waits for a decision.').waitFor();
  // It waits on the home page.
  await manager.getByRole('button', { name: 'Open the access' }).click();
  await manager.getByRole('dialog').getByRole('button', { name: 'Open the access' }).click();

  await asker.getByText('You are reading under emergency access.').waitFor();
  await house.visit(asker, `/recommendations/${recommendationId}`);
  await asker.getByRole('heading', { name: secret }).waitFor();
  await house.visit(manager, '/emergency-access');
  await manager.getByRole('button', { name: /opened/ }).click();
  await manager.getByText(secret).first().waitFor();
  await manager.getByRole('button', { name: 'End the access' }).click();
  await manager.getByRole('dialog').getByRole('button', { name: 'End the access' }).click();
  await asker.getByRole('heading', { name: 'No longer open to you' }).waitFor();
  expect(await asker.content()).not.toContain('blue boat');
}, 120_000);

test('decisions are lent, made on behalf of the lender, and told as such', async () => {
  const { store } = house.app;
  const { world } = house;
  const id = await world.issued({ title: 'Lend a hand' });
  const version = await world.versionOf('recommendation', id);
  const change = { transition: 'respond', to: 'not_accepted', reason: 'It is done elsewhere.' } as const;
  const asked = { recommendationId: id, change };
  const { objectId } = await issue(store, await world.actor('staff'), 'proposal.make', asked, { version });

  const lender = await house.signIn('manager');
  await house.visit(lender, '/delegations');
  await lender.getByRole('button', { name: 'Lend decisions' }).click();
  const dialog = lender.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'To' }).click();
  await lender.getByRole('option', { name: 'StrangersManager Tester' }).click();
  await dialog.getByRole('combobox', { name: 'Entity' }).click();
  await lender.getByRole('option', { name: 'Lead department' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('I am away.');
  await dialog.getByRole('button', { name: 'Lend decisions' }).click();
  await dialog.waitFor({ state: 'detached' });
  await lender.getByText('StrangersManager Tester').first().waitFor();

  const decider = await house.signIn('strangersManager');
  await house.visit(decider, `/proposals/${objectId}`);
  await decider.getByText(/You decide on behalf of .Manager Tester/).waitFor();
  await decider.getByRole('button', { name: 'Approve', exact: true }).click();
  await decider
    .getByText(/on behalf of .Manager Tester/)
    .first()
    .waitFor();
  await decider.getByText('1 of 1 approval').waitFor();
}, 120_000);

test('whoever may not is told why and who can, and the way to the rules', async () => {
  const { store } = house.app;
  const { world } = house;
  const id = await world.issued({ title: 'Explain yourself' });
  const version = await world.versionOf('recommendation', id);
  const change = { transition: 'close-overtaken', reason: 'Times have changed.' } as const;
  const asked = { recommendationId: id, change };
  const { objectId } = await issue(store, await world.actor('manager'), 'proposal.make', asked, { version });

  const manager = await house.signIn('manager');
  await house.visit(manager, `/proposals/${objectId}`);
  await manager.getByRole('button', { name: 'Why not, and who can?' }).click();
  const panel = manager.getByRole('dialog');
  const approve = panel.getByRole('listitem').filter({ hasText: 'Approve a proposal' });
  await approve.getByText('Takes another person').waitFor();
  await approve.getByRole('button', { name: 'Who can? Approve a proposal' }).click();
  await approve.getByText('Director Tester').waitFor();
  expect(await approve.textContent()).not.toContain('Manager Tester');

  const staff = await house.signIn('staff');
  await house.visit(staff, `/recommendations/${id}`);
  await staff.getByRole('button', { name: 'Permissions', exact: true }).click();
  const own = staff.getByRole('dialog');
  const start = own.getByRole('listitem').filter({ hasText: 'Start work' });
  await start.getByText('It must be accepted first.').waitFor();
  // Who can is for those who answer for it or audit it.
  expect(await own.getByRole('button', { name: /Who can/ }).count()).toBe(0);
  await own.getByRole('link', { name: 'All rules for this kind of object' }).click();
  await staff.getByRole('heading', { name: 'Who may do what' }).waitFor();
  const assign = staff.getByRole('row').filter({ hasText: 'Assign a recommendation' });
  const cells = await assign.getByRole('cell').allTextContents();
  expect(cells.map((cell) => cell.includes('in the role’s scope'))).toEqual([
    false,
    true,
    false,
    false,
    false,
  ]);
}, 120_000);
