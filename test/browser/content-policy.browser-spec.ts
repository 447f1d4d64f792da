import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Person } from '../support/small-world.js';
import { House, narrow } from './house.js';

/** Collects what the policy forbids a page, from before its first script. */
const listen = `
  window.forbidden = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    window.forbidden.push([violatedDirective, blockedURI, sourceFile, lineNumber].join(' ')));`;

describe('what the policy of pages forbids', () => {
  let house: House;
  let addresses: Partial<Record<Person, string[]>>;
  beforeAll(async () => {
    house = await House.open();
    const started = await house.world.started();
    addresses = {
      staff: [
        '/',
        '/recommendations',
        `/recommendations/${started}`,
        '/reviews',
        `/reviews/${house.world.reviewId}`,
      ],
      auditor: [
        '/audit',
        `/recommendations/${started}/dossier`,
        '/verify',
        '/segregation',
        '/permissions',
        '/security',
      ],
      administrator: [
        ...[
          '/people',
          '/entities',
          '/delegations',
          '/emergency-access',
          '/single-sign-on',
          '/integrity',
          '/account',
        ],
      ],
      manager: ['/decisions', '/api/docs'],
    };
  }, 60_000);
  afterAll(() => house.close());

  const forbiddenOn = (page: Page) => page.evaluate<string[]>('window.forbidden');
  const newPage = async (person: Person) => {
    const page = await house.signIn(person, { viewport: narrow });
    await page.addInitScript(listen);
    return page;
  };

  test.each(['staff', 'auditor', 'administrator', 'manager'] as const)(
    'nothing that the pages of the %s do is forbidden',
    async (person) => {
      const page = await newPage(person);
      for (const address of addresses[person] ?? []) {
        await page.goto(new URL(address, page.url()).href);
        await page.waitForLoadState('networkidle');
        expect({ address, forbidden: await forbiddenOn(page) }).toEqual({ address, forbidden: [] });
      }
      await page.context().close();
    },
  );

  test('what is written into a page runs nowhere: scripts, handlers, styles, frames', async () => {
    const page = await newPage('staff');
    await page.goto(page.url());
    await page.evaluate(`
      document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.ran = 1"><p style="color: red">x</p>');
      const script = document.createElement('script');
      script.textContent = 'window.ran = 2';
      document.body.append(script);
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(frame);
      setTimeout(() => fetch('https://evil.example/').catch(() => undefined));`);
    await page.waitForFunction('window.forbidden.length >= 5');
    const directives = (await forbiddenOn(page)).map((one) => one.split(' ')[0]);
    for (const directive of [
      'script-src-attr',
      'style-src-attr',
      'script-src-elem',
      'frame-src',
      'connect-src',
    ])
      expect(directives).toContain(directive);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    await page.context().close();
  });
});
