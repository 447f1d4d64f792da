import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Client } from '../support/client.js';
import { tamper } from '../support/tamper.js';
import { House } from './house.js';

describe('the integrity page', () => {
  let house: House;
  let recommendationId: string;
  beforeAll(async () => {
    house = await House.open();
    recommendationId = await house.world.started({ title: 'Give crisis response one structure' });
    await house.app.settled();
  }, 60_000);
  afterAll(() => house.close());

  const checkNow = async (page: Page, name: string, outcome: RegExp) => {
    await page.getByRole('button', { name: `Check now: ${name}` }).click();
    const kind = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
    await kind.getByText(outcome).first().waitFor();
  };

  test('checks at a press, raises an alarm where something was altered, and clears it once it is sound', async () => {
    const page = await house.signIn('auditor');
    await house.visit(page, '/integrity');
    await checkNow(page, 'The whole history', /Everything is as recorded/);
    await page.getByText('No alarm is open').waitFor();

    const { pool } = house.app.store;
    await tamper(pool, `update recommendation set closure = 'superseded' where id = $1`, [recommendationId]);
    await checkNow(page, 'The whole history', /thing is not as recorded/);
    const alarm = page.getByRole('alert').getByText('An alarm is open');
    await alarm.waitFor();
    await page.getByText('What is shown is not what the history gives').first().waitFor();
    await page.getByRole('link', { name: 'Recommendation, version 4' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Give crisis response one structure' }).waitFor();

    await tamper(pool, `update recommendation set closure = 'open' where id = $1`, [recommendationId]);
    await page.getByRole('link', { name: 'See what was found' }).click();
    await checkNow(page, 'The whole history', /Everything is as recorded/);
    await alarm.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('leads to evidence that was altered, which its readers see marked', async () => {
    const staff = await Client.signIn(house.app.url, house.world.emailOf('staff'));
    await staff
      .upload('/evidence/files', { recommendationId, title: 'Minutes' }, { name: 'a.txt', bytes: 'Agreed.' })
      .expect(201);
    await house.app.settled();
    const { rows } = await house.app.store.pool.query<{ key: string }>(
      `select file ->> 'storageKey' as key from evidence`,
    );
    await writeFile(join(house.app.filesFolder, rows[0]?.key ?? ''), 'Never agreed.');
    const auditor = await house.signIn('administrator');
    await house.visit(auditor, '/integrity');
    await checkNow(auditor, 'Files of evidence', /thing is not as recorded/);
    await auditor.context().close();

    const reader = await house.signIn('staff');
    await house.visit(reader, `/recommendations/${recommendationId}`);
    await reader.getByRole('link', { name: 'Show the evidence' }).click();
    await reader.getByText('File was altered').waitFor();
    expect(await reader.getByRole('link', { name: 'Integrity' }).count()).toBe(0);
    await reader.context().close();
  });

  test('keeps who wants the daily checkpoint', async () => {
    const page = await house.signIn('director');
    await house.visit(page, '/integrity');
    const wish = page.getByRole('switch', { name: 'Send it to me every day' });
    const isKept = () => page.locator('[role=switch]:checked:enabled').waitFor({ state: 'attached' });
    await wish.click({ force: true });
    await isKept();
    await page.reload();
    await isKept();
    expect(await page.getByRole('heading', { name: 'Alarms' }).count()).toBe(0);
    await page.context().close();
  });

  test('no page complained', () => {
    expect(house.complaints).toEqual([]);
  });
});
