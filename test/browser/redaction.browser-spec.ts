import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { issue } from '../support/issue-command.js';
import { House } from './house.js';

const secret = 'Ask the man with the blue boat.';
let house: House;
let recommendationId: string;

beforeAll(async () => {
  house = await House.open();
  recommendationId = await house.world.started();
  const staff = await house.world.actor('staff');
  await issue(house.app.store, staff, 'comment.post', { recommendationId, text: secret });
  await house.app.settled();
}, 60_000);
afterAll(() => house.close());

test('a manager asks, another approves, and the words are gone before everybody’s eyes', async () => {
  const auditor = await house.signIn('auditor');
  await house.visit(auditor, `/recommendations/${recommendationId}?tab=discussion`);
  await auditor.getByText(secret).waitFor();

  const manager = await house.signIn('manager');
  await house.visit(manager, `/recommendations/${recommendationId}?tab=history`);
  const entry = manager.getByRole('listitem').filter({ hasText: secret }).last();
  await entry.getByRole('button', { name: 'Ask for a redaction' }).click();
  const dialog = manager.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Ground in law' }).click();
  await manager.getByRole('option', { name: 'Safety of persons' }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('It tells who the witness is.');
  await dialog.getByRole('button', { name: 'Ask for a redaction' }).click();
  await manager.getByText('1 passage, asked for by').waitFor();
  const own = manager.getByRole('button', { name: 'Approve the redaction' });
  expect(await own.getAttribute('aria-disabled')).toBe('true');

  const director = await house.signIn('director');
  await house.visit(director, '/decisions');
  await director.getByRole('button', { name: 'Approve the redaction' }).click();
  await director.getByRole('dialog').getByRole('button', { name: 'Approve the redaction' }).click();

  await auditor.getByText('Redacted').waitFor();
  expect(await auditor.content()).not.toContain('blue boat');
  await manager.getByText('1 passage of this entry was redacted').waitFor();
  expect(await manager.content()).not.toContain('blue boat');
  expect(house.complaints).toEqual([]);
}, 120_000);
