import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { issue } from '../support/issue-command.js';
import { House, narrow } from './house.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('looking at the past', () => {
  let house: House;
  let id: string;
  let then: string;
  let axe: string;

  beforeAll(async () => {
    house = await House.open();
    axe = await readFile(axePath, 'utf8');
    const { app, world } = house;
    id = await world.started({ title: 'Give crisis response one structure', confidentiality: 'public' });
    await app.settled();
    await sleep(20);
    const { rows } = await app.store.pool.query<{ now: string }>('select clock_timestamp() as now');
    then = rows[0]?.now ?? '';
    await sleep(20);
    const director = await world.actor('director');
    await issue(
      app.store,
      director,
      'recommendation.classify',
      { confidentiality: 'confidential', reason: 'It names people.' },
      { id, version: await world.versionOf('recommendation', id) },
    );
    await app.settled();
  }, 60_000);
  afterAll(() => house.close());

  const banner = (page: Page) => page.getByText('You are looking at everything as it was');

  test('the time stands in the address, stays from page to page and through a reload, and leads back', async () => {
    const page = await house.signIn('manager');
    await house.visit(page, `/recommendations/${id}?asOf=${then}`);
    await banner(page).waitFor();
    expect(await page.getByText('Public', { exact: true }).count()).toBeGreaterThan(0);
    expect(await page.getByText('Confidential', { exact: true }).count()).toBe(0);
    await page.reload();
    await banner(page).waitFor();
    await page.getByRole('link', { name: 'Reviews' }).first().click();
    await page.waitForURL(/\/reviews\?asOf=/);
    await banner(page).waitFor();
    await house.visit(page, `/recommendations/${id}?asOf=${then}`);
    await page.getByRole('button', { name: 'Back to now', exact: true }).click();
    await page.getByText('Confidential', { exact: true }).first().waitFor();
    expect(page.url()).not.toContain('asOf');
    expect(house.complaints).toEqual([]);
  });

  test('nothing can be changed while one looks back, and each control says why', async () => {
    const page = await house.signIn('manager');
    await house.visit(page, `/recommendations/${id}?asOf=${then}`);
    const assign = page.getByRole('button', { name: /^Assign/ });
    await assign.waitFor();
    expect(await assign.getAttribute('aria-disabled')).toBe('true');
    expect(await assign.textContent()).toContain('You are looking at the past');
    await assign.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('timeline and segregation report end at the time, home marks nothing as seen, and no bundle leaves', async () => {
    const page = await house.signIn('auditor');
    await house.visit(page, '/');
    await page.getByRole('heading', { name: 'Since you last looked' }).waitFor();
    await house.visit(page, `/?asOf=${then}`);
    await page.getByRole('heading', { name: 'Where the recommendations stand' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Since you last looked' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Mark as seen' }).count()).toBe(0);

    await house.visit(page, `/audit?asOf=${then}&refused=false`);
    const entries = page.getByRole('main').getByRole('listitem');
    await entries.first().waitFor();
    expect(await entries.filter({ hasText: 'It names people.' }).count()).toBe(0);
    const off = page.getByRole('button', { name: 'Export bundle' });
    expect(await off.getAttribute('aria-disabled')).toBe('true');
    expect(await off.textContent()).toContain('Go back to now to export one.');
    await house.visit(page, `/segregation?asOf=${then}`);
    await page.getByText(/those who asked, approved and verified were different persons/).waitFor();
    await page.getByRole('button', { name: /^As of .*20\d\d/ }).waitFor();
    await house.visit(page, '/audit?refused=false');
    await entries.filter({ hasText: 'It names people.' }).first().waitFor();
    expect(house.complaints).toEqual([]);
  });

  test('a time is chosen in the header by keyboard alone; one from before everything is turned down', async () => {
    const page = await house.signIn('auditor');
    await page.getByRole('button', { name: 'As of …' }).focus();
    await page.keyboard.press('Enter');
    const time = page.getByLabel('Show everything as of');
    await time.waitFor();
    await time.press('Enter');
    await page.getByText('Nothing was recorded before').waitFor();
    expect(page.url()).not.toContain('asOf');
    await time.fill(localOf(then));
    await time.press('Enter');
    await banner(page).waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe(then);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Back to now', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.search.includes('asOf'));
  });

  test('what comes later leaves a past view as it is', async () => {
    const page = await house.signIn('manager');
    await house.visit(page, `/recommendations/${id}?asOf=${then}&tab=discussion`);
    await banner(page).waitFor();
    const { app, world } = house;
    const text = 'Said long after';
    await issue(app.store, await world.actor('staff'), 'comment.post', { recommendationId: id, text });
    await app.settled();
    await page.waitForTimeout(1500);
    expect(await page.getByText(text).count()).toBe(0);
    await page.getByRole('button', { name: 'Back to now', exact: true }).click();
    await page.getByText(text).waitFor();
  });

  test('who could see it then, and what differs since, by whom', async () => {
    const page = await house.signIn('auditor');
    await house.visit(page, `/recommendations/${id}?asOf=${then}`);
    await page.getByRole('heading', { name: /^Who could see it on/ }).waitFor();
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.getByText('Observer Tester').waitFor();
    await house.visit(page, `/recommendations/${id}`);
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.getByText('Manager Tester').first().waitFor();
    expect(await page.getByText('Observer Tester').count()).toBe(0);

    await house.visit(page, `/compare?from=${then}&recommendationId=${id}`);
    const row = page.getByRole('row', { name: /Public.*Confidential.*Director Tester/ });
    await row.waitFor();
    expect(house.complaints).toEqual([]);
  });

  test.each(['en', 'ar'] as const)('fits a telephone and is accessible (%s)', async (language) => {
    const page = await house.signIn('auditor', { language, viewport: narrow });
    for (const path of [
      `/?asOf=${then}`,
      `/recommendations?asOf=${then}`,
      `/recommendations/${id}?asOf=${then}`,
      `/compare?from=${then}`,
    ]) {
      await house.visit(page, path);
      await page.waitForLoadState('networkidle');
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect({ path, width }).toEqual({ path, width: narrow.width });
      await page.evaluate(axe);
      const found = await page.evaluate<string[]>(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join()))`,
      );
      expect({ path, found }).toEqual({ path, found: [] });
    }
    await page
      .getByRole('button')
      .filter({ has: page.locator('svg.tabler-icon-calendar-time') })
      .click();
    await page.locator('input[type=datetime-local]').first().waitFor();
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBe(narrow.width);
    expect(house.complaints).toEqual([]);
  });
});

/** A time as an input of type datetime-local takes it, in the time zone of this machine. */
function localOf(time: string): string {
  const at = new Date(time);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 23);
}
