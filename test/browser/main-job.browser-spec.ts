import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { House } from './house.js';

describe('the main job, in three browsers', () => {
  let house: House;
  let recommendationId: string;
  let staff: Page;
  let manager: Page;
  let auditor: Page;
  beforeAll(async () => {
    house = await House.open();
    recommendationId = await house.world.started({ title: 'Give crisis response one structure' });
    [staff, manager, auditor] = await Promise.all([
      house.signIn('staff'),
      house.signIn('manager'),
      house.signIn('auditor'),
    ]);
  }, 60_000);
  afterAll(() => house.close());

  test('staff reports implementation with evidence brought on the way', async () => {
    await house.visit(staff, `/recommendations/${recommendationId}`);
    await house.visit(manager, '/decisions');
    await house.visit(auditor, `/recommendations/${recommendationId}`);
    await staff.getByRole('button', { name: 'Take the next step' }).click();
    const dialog = staff.getByRole('dialog');
    await dialog.getByRole('button', { name: /Report as implemented/ }).click();
    await dialog.getByLabel(/What was done/).fill('One structure with clear duties is in place.');
    await dialog.getByRole('button', { name: 'Add evidence' }).click();
    await staff.locator('input[type=file]').setInputFiles({
      name: 'terms-of-reference.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Terms of reference of the crisis group'),
    });
    await staff.getByRole('button', { name: 'Add evidence' }).last().click();
    await dialog.getByText('terms-of-reference').first().waitFor();
    await dialog.getByRole('button', { name: 'Send for decision' }).click();
    for (const page of [staff, auditor]) {
      await page.getByRole('heading', { name: /Waiting for a decision/ }).waitFor();
    }
  });

  test('it arrives at the manager without a reload, and is approved there', async () => {
    await manager.bringToFront();
    await manager.getByText('Give crisis response one structure').waitFor();
    await manager
      .getByRole('main')
      .getByRole('link', { name: /Report as implemented/ })
      .click();
    await manager.getByText('One structure with clear duties is in place.').waitFor();
    await manager.getByText('terms-of-reference.txt').first().waitFor();
    await manager.getByLabel(/Reason/).fill('Seen and convincing.');
    await manager.getByRole('button', { name: 'Approve' }).click();
    await manager.getByText('Approved', { exact: true }).first().waitFor();
  });

  test('every open page shows the new state without a reload', async () => {
    for (const page of [staff, auditor]) {
      await page.getByRole('heading', { name: /Waiting for a decision/ }).waitFor({ state: 'detached' });
      await page.getByRole('main').getByText('Reported implemented').first().waitFor();
    }
  });

  test('the auditor reads who did what, why, and from which state to which', async () => {
    await auditor.bringToFront();
    await auditor.getByRole('tab', { name: 'History' }).click();
    const history = auditor.getByRole('tabpanel', { name: 'History' });
    await history.getByText('recorded it as reported implemented').waitFor();
    const text = await history.innerText();
    for (const told of [
      'Staff Tester',
      'Manager Tester',
      'In progress',
      'Reported implemented',
      'Seen and convincing.',
    ]) {
      expect(text).toContain(told);
    }
  });

  test('no page complained', () => {
    expect(house.complaints).toEqual([]);
  });
});
