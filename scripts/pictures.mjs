// Takes the README's pictures from a running demo: `npm run pictures -- http://localhost:3000`.
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const address = process.argv[2] ?? 'http://localhost:3000';
const folder = 'docs/pictures';

const scenes = [
  {
    picture: 'staff',
    email: 'amara@demo.example',
    path: '/recommendations?search=HRuF-1.3',
    open: [/campaign/],
  },
  { picture: 'manager', email: 'leila@demo.example', path: '/decisions', open: [/Report as implemented/] },
  {
    picture: 'auditor',
    email: 'oksana@demo.example',
    path: '/audit?objectType=%22proposal%2Crecommendation%2Cevidence%2Crefusal%2Credaction%22',
  },
  {
    picture: 'dossier',
    email: 'oksana@demo.example',
    path: '/recommendations?search=HRuF-5',
    open: [/Better analysis/, /Dossier/],
  },
];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
for (const { picture, email, path, open = [] } of scenes) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en' });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill('uphold-demo-2026');
  await page.locator('button[type=submit]').click();
  await page.locator('nav').first().waitFor();
  await page.goto(`${address}${path}`);
  for (const hasText of open) {
    await page.locator('main a', { hasText }).first().click({ force: true });
    await page.waitForLoadState('networkidle');
  }
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${picture}.png` });
  await context.close();
}
await browser.close();
