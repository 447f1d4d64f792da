import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { parseNote, receiptFormat } from '#ledger';
import { sequenceBatch, signOnce } from '#store';
import { House, narrow } from './house.js';

let house: House;
let recommendationId: string;

beforeAll(async () => {
  house = await House.open();
  recommendationId = await house.world.started();
  await house.app.settled();
}, 60_000);
afterAll(() => house.close());

async function sign(): Promise<void> {
  while ((await sequenceBatch(house.app.store.pool)) > 0);
  await signOnce(house.app.store.pool, house.app.keysFolder);
}

test('a command offers its receipt, which the browser checks, shows and saves', async () => {
  const page = await house.signIn('staff', { viewport: narrow });
  await house.visit(page, `/recommendations/${recommendationId}?tab=discussion`);
  await page.getByRole('textbox').first().fill('It is under way.');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.getByRole('button', { name: 'Receipt', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Receipt' });
  await dialog.getByText('signed; checked in this browser').waitFor();
  await sign();
  await dialog.getByText('proved; checked in this browser').waitFor();

  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the receipt' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^uphold-receipt-[0-9a-f-]{36}\.txt$/);
  const { text, signatures } = parseNote(await readFile(await file.path(), 'utf8'));
  expect(text.startsWith(`${receiptFormat}\n`)).toBe(true);
  expect(signatures).toHaveLength(1);
  const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(widest).toBeLessThanOrEqual(narrow.width);
  expect(house.complaints).toEqual([]);
}, 120_000);

test('an entry of the timeline is proved in the browser, in Arabic too', async () => {
  await sign();
  const page = await house.signIn('auditor', { language: 'ar' });
  await house.visit(page, `/recommendations/${recommendationId}?tab=history`);
  const entry = page
    .getByRole('listitem')
    .filter({ has: page.locator('details') })
    .last();
  await entry.locator('summary').first().click();
  await entry.getByRole('button', { name: 'أثبِته هنا' }).click();
  await entry.getByText('مُثبَت؛ تم التحقق في هذا المتصفح').waitFor();
  expect(house.complaints).toEqual([]);
}, 120_000);
