import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { issue } from '../support/issue-command.js';
import { House } from './house.js';

describe('somebody else changed it first', () => {
  let house: House;
  let id: string;
  let staff: Page;
  const reason = 'The donors meet only in spring.';
  beforeAll(async () => {
    house = await House.open();
    id = await house.world.started();
    staff = await house.signIn('staff');
    await house.visit(staff, `/recommendations/${id}`);
    await staff.getByRole('button', { name: 'Take the next step' }).click();
    await staff
      .getByRole('dialog')
      .getByRole('button', { name: /Put on hold/ })
      .click();
    await staff
      .getByRole('dialog')
      .getByLabel(/Reason/)
      .fill(reason);
    const version = await house.world.versionOf('recommendation', id);
    const change = { confidentiality: 'public', reason: 'It may be known.' } as const;
    await issue(house.app.store, await house.world.actor('manager'), 'recommendation.classify', change, {
      id,
      version,
    });
  }, 60_000);
  afterAll(() => house.close());

  test('shows what changed, and who did it', async () => {
    await staff
      .getByRole('dialog')
      .getByRole('button', { name: /Put on hold/ })
      .click();
    await staff.getByText('Somebody else changed this first').waitFor();
    const told = await staff.getByRole('dialog').innerText();
    expect(told).toContain('Manager Tester');
    expect(told).toContain('Public');
  });

  test('keeps what was typed, and lets one decide again on the new version', async () => {
    const dialog = staff.getByRole('dialog');
    expect(await dialog.getByLabel(/Reason/).inputValue()).toBe(reason);
    await dialog.getByRole('button', { name: /Go on with version/ }).click();
    await dialog.getByRole('button', { name: /Put on hold/ }).click();
    await dialog.waitFor({ state: 'detached' });
    const { rows } = await house.app.store.pool.query(
      'select implementation from recommendation where id = $1',
      [id],
    );
    expect(rows).toEqual([{ implementation: 'on_hold' }]);
  });

  test('what was typed survives a reload', async () => {
    await staff.getByRole('tab', { name: 'Discussion' }).click();
    await staff.getByRole('tabpanel').getByRole('textbox').first().fill('A half-written thought');
    await staff.reload();
    await staff.getByRole('tab', { name: 'Discussion' }).click();
    expect(await staff.getByRole('tabpanel').getByRole('textbox').first().inputValue()).toBe(
      'A half-written thought',
    );
  });
});
