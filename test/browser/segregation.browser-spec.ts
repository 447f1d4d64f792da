import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageLimitDefault } from '#contracts';
import { House } from './house.js';

const printed = `(window.print = () => { window.printed = document.querySelectorAll('main tbody tr').length; })`;

describe('the segregation report', () => {
  let house: House;
  const count = pageLimitDefault + 2;
  beforeAll(async () => {
    house = await House.open();
    for (let made = 0; made < count; made++) await house.world.issued({ title: `Recommendation ${made}` });
    await house.app.settled();
  }, 120_000);
  afterAll(() => house.close());

  test('is printed in full, however few rows were read before', async () => {
    const page = await house.signIn('auditor');
    await page.addInitScript(printed);
    await house.visit(page, '/segregation');
    await page.getByText(`In all ${count} decisions, those who asked`).waitFor();
    expect(await page.locator('main tbody tr').count()).toBe(pageLimitDefault);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText(`The first ${pageLimitDefault} of ${count}.`).isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
    await page.getByRole('button', { name: 'Print' }).click();
    await page.waitForFunction('window.printed !== undefined');
    expect(await page.evaluate<number>('window.printed')).toBe(count);
  });

  test('says to whoever reads only a part that it is about that part', async () => {
    const page = await house.signIn('manager');
    await house.visit(page, '/segregation');
    await page.getByText(/decisions that you may read, those who asked/).waitFor();
    await house.visit(page, '/segregation?to=2001-01-01');
    await page.getByText('No decision that you may read falls under this question.').waitFor();
    expect(house.complaints).toEqual([]);
  });
});
