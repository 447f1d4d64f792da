import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { issue } from '../support/issue-command.js';
import { House, wide } from './house.js';

/** What A4 has between its margins. */
const paper = { width: 673, height: 980 };
/** Lines of the checkpoint that break, and rows whose mark runs into what stands beside it. */
const printFaults = `(() => {
  const areaOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range;
  };
  const note = document.querySelector('main pre');
  const drawn = new Set([...areaOf(note).getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top));
  const overflows = note.scrollWidth > note.clientWidth ? 1 : 0;
  const overlaps = [...document.querySelectorAll('main ol > li')]
    .filter(({ children: [mark, beside] }) =>
      beside && areaOf(mark).getBoundingClientRect().right > beside.getBoundingClientRect().left)
    .map(({ textContent }) => textContent);
  return { brokenLines: drawn.size - note.textContent.split('\\n').filter(Boolean).length + overflows, overlaps };
})()`;

describe('the auditor', () => {
  let house: House;
  let auditor: Page;
  let recommendationId: string;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uphold-audit-'));
    house = await House.open({ signs: true });
    recommendationId = await house.world.started({ title: 'Give crisis response one structure' });
    auditor = await house.signIn('auditor');
  }, 60_000);
  afterAll(async () => {
    await house.close();
    await rm(folder, { recursive: true });
  });

  const main = () => auditor.getByRole('main');

  test('reads who signed in, and what is filtered stands in the address', async () => {
    await house.visit(auditor, '/audit');
    await auditor.getByRole('button', { name: /^Filters/ }).click();
    await auditor.getByRole('combobox', { name: 'About' }).click();
    await auditor.getByRole('option', { name: 'Sign-in' }).click();
    await auditor.waitForURL(/objectType=sign-in/);
    await main().getByText('signed in', { exact: false }).first().waitFor();
    expect(await main().getByText('made a proposal').count()).toBe(0);
  });

  test('sees what happens meanwhile without a reload', async () => {
    const before = await main().getByText('signed in', { exact: false }).count();
    const other = await house.signIn('observer');
    await main().getByText('Observer Tester').first().waitFor();
    expect(await main().getByText('signed in', { exact: false }).count()).toBe(before + 1);
    await other.context().close();
  });

  test('keeps the question under a name, and asks it again another day', async () => {
    await auditor.getByRole('button', { name: 'Save and manage' }).click();
    await auditor.getByLabel(/Name for the filters/).fill('Who came in');
    await auditor.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await auditor.getByRole('dialog').waitFor({ state: 'detached' });
    await house.visit(auditor, '/audit');
    await auditor.getByRole('combobox', { name: 'Saved queries' }).click();
    await auditor.getByRole('option', { name: 'Who came in' }).click();
    await auditor.waitForURL(/objectType=sign-in/);
    await main().getByText('signed in', { exact: false }).first().waitFor();
  });

  test('scrolls through a long history without a press', async () => {
    const staff = await house.world.actor('staff');
    for (let count = 0; count < 120; count++)
      await issue(house.app.store, staff, 'comment.post', { recommendationId, text: `Remark ${count}` });
    await house.app.settled();
    await house.visit(auditor, '/audit');
    await main().getByText('Remark 119').waitFor();
    await expect(main().getByText('Remark 0', { exact: true }).count()).resolves.toBe(0);
    for (let turn = 0; turn < 60; turn++) {
      if ((await main().getByText('Remark 0', { exact: true }).count()) > 0) break;
      await auditor.mouse.wheel(0, 5000);
      await auditor.waitForTimeout(100);
    }
    await main().getByText('Remark 0', { exact: true }).waitFor();
  });

  test('reads in the dossier which decision was given by whom, on which version', async () => {
    await house.visit(auditor, `/recommendations/${recommendationId}`);
    await auditor.getByRole('link', { name: 'Dossier' }).click();
    await auditor.getByRole('heading', { name: /States, and what brought them about/ }).waitFor();
    const text = await main().innerText();
    for (const told of ['Director Tester', 'on version 1 of the proposal', 'Asked on version', 'Begin'])
      expect(text).toContain(told);
  });

  test('prints it on numbered pages, without what surrounds it', async () => {
    await auditor.emulateMedia({ media: 'print' });
    expect(await auditor.getByRole('navigation').count()).toBe(0);
    expect(await main().getByRole('button').count()).toBe(0);
    expect(
      await main()
        .getByText(/Independent software/)
        .isVisible(),
    ).toBe(true);
    await auditor.setViewportSize(paper);
    expect(await auditor.evaluate<unknown>(printFaults)).toEqual({ brokenLines: 0, overlaps: [] });
    await auditor.setViewportSize(wide);
    await auditor.pdf({ path: join(folder, 'dossier.pdf'), preferCSSPageSize: true });
    expect((await readFile(join(folder, 'dossier.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
    await auditor.emulateMedia({ media: null });
  });

  test('exports the history with one click, and the browser verifies it', async () => {
    const [download] = await Promise.all([
      auditor.waitForEvent('download'),
      auditor.getByRole('link', { name: 'Export bundle' }).click(),
    ]);
    await download.saveAs(join(folder, 'bundle.ndjson'));
    await house.visit(auditor, '/verify');
    await auditor.locator('input[type=file]').setInputFiles(join(folder, 'bundle.ndjson'));
    await auditor.getByRole('heading', { name: /^It (holds|is broken)$/ }).waitFor();
    const verdict = await main().innerText();
    expect(verdict).toContain('It holds');
    expect(verdict).toContain('legal by the rules of the workflow');
  });

  test('and refuses one that was tampered with, saying where, to whoever is not signed in too', async () => {
    const lines = (await readFile(join(folder, 'bundle.ndjson'), 'utf8')).split('\n');
    const place = lines.findIndex((line) => line.includes('recommendation.drafted'));
    expect(place).toBeGreaterThan(0);
    lines[place] = lines[place]?.replace('recommendation.drafted', 'recommendation.drafteD') ?? '';
    await writeFile(join(folder, 'tampered.ndjson'), lines.join('\n'));
    const anybody = await house.newPage();
    await house.visit(anybody, '/verify');
    await anybody.locator('input[type=file]').setInputFiles(join(folder, 'tampered.ndjson'));
    await anybody.getByRole('heading', { name: 'It is broken' }).waitFor();
    const told = await anybody.getByRole('main').innerText();
    expect(told).toContain(`line ${place + 1} of the file`);
    expect(told).toContain('its entries did not come to a root that was signed');
    expect(told).not.toMatch(/each unaltered|legal by the rules of the workflow/);
  });

  test('and gives no verdict with what is no key or no checkpoint', async () => {
    await house.visit(auditor, '/verify');
    await auditor.getByLabel('Keys that you trust').fill('abc');
    await auditor.locator('input[type=file]').setInputFiles(join(folder, 'bundle.ndjson'));
    await auditor.getByText('This is no key').waitFor();
    const button = auditor.getByRole('button', { name: 'Verify', exact: true });
    expect(await button.isDisabled()).toBe(true);
    await auditor.getByLabel('Keys that you trust').fill('');
    await button.click();
    await auditor.getByRole('heading', { name: 'It holds' }).waitFor();
    await auditor.getByLabel('An earlier checkpoint').fill('uphold/x\n5\n');
    await auditor.getByText('This is no checkpoint.').waitFor();
    expect(await auditor.getByRole('heading', { name: /^It (holds|is broken)$/ }).count()).toBe(0);
  });

  test('no page complained', () => {
    expect(house.complaints).toEqual([]);
  });
});
