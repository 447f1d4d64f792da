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
  await house.visit(manager, '/emergency-access');
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
