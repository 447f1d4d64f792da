import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { issue } from '../support/issue-command.js';
import type { Person } from '../support/small-world.js';
import { House, narrow, wide } from './house.js';

const pictures = resolve('test/browser/pictures');
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('screens', () => {
  let house: House;
  let screens: Record<string, string>;
  let axe: string;
  beforeAll(async () => {
    house = await House.open();
    axe = await readFile(axePath, 'utf8');
    await mkdir(pictures, { recursive: true });
    const started = await house.world.started({ title: 'Give crisis response one structure' });
    await house.world.issued({ title: 'Collect information better', criticality: 'critical' });
    await house.world.draft({ title: 'A draft' });
    const { store } = house.app;
    await issue(store, await house.world.actor('observer'), 'emergency-access.request', {
      ...{ scopeType: 'recommendation', scopeId: started, hours: 2 },
      reason: 'Somebody is in danger.',
    });
    await issue(store, await house.world.actor('manager'), 'delegation.give', {
      toId: house.world.people.director,
      ...{ scopeType: 'entity', scopeId: house.world.entities.lead },
      deeds: ['proposal.approve'],
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
      reason: 'Away for a day.',
    });
    screens = {
      home: '/',
      recommendations: '/recommendations',
      recommendation: `/recommendations/${started}`,
      decisions: '/decisions',
      reviews: '/reviews',
      review: `/reviews/${house.world.reviewId}`,
      audit: '/audit',
      dossier: `/recommendations/${started}/dossier`,
      verify: '/verify',
      people: '/people',
      integrity: '/integrity',
      segregation: '/segregation',
      account: '/account',
      factors: '/account/factors',
      delegations: '/delegations',
      emergencies: '/emergency-access',
      entities: '/entities',
      security: '/security',
      signOn: '/single-sign-on',
      installation: '/installation',
      permissions: '/permissions',
    };
  }, 60_000);
  afterAll(() => house.close());

  const seats = [
    { language: 'en', viewport: wide },
    { language: 'ar', viewport: narrow },
  ] as const;
  const visits: [Person, string[]][] = [
    ['staff', ['home', 'recommendations', 'recommendation', 'reviews', 'review', 'account', 'factors']],
    ['manager', ['home', 'decisions', 'recommendation', 'integrity', 'delegations', 'emergencies']],
    ['auditor', ['home', 'audit', 'recommendation', 'dossier', 'verify', 'integrity', 'segregation']],
    ['administrator', ['people', 'integrity', 'entities', 'security', 'signOn', 'installation']],
    ['observer', ['home', 'recommendations', 'permissions']],
  ];
  const cases = seats.flatMap((seat) =>
    visits.map(([person, names]) => ({
      person,
      names,
      seat,
      about: `${seat.language}, ${seat.viewport.width} px`,
    })),
  );

  test.each(cases)(
    'of the $person fit, read well and are accessible ($about)',
    async ({ person, names, seat }) => {
      const page = await house.signIn(person, seat);
      for (const name of names) {
        await house.visit(page, screens[name] ?? '');
        await page.waitForLoadState('networkidle');
        await page.screenshot({
          path: `${pictures}/${person}-${name}-${seat.language}-${seat.viewport.width}.png`,
        });
        expect(await page.evaluate('document.documentElement.dir')).toBe(
          seat.language === 'ar' ? 'rtl' : 'ltr',
        );
        expect({ name, overflow: await overflowOf(page) }).toEqual({ name, overflow: 0 });
        expect({ name, faults: await faultsOf(page, axe) }).toEqual({ name, faults: [] });
      }
      await page.context().close();
    },
    120_000,
  );

  test('no page complained', () => {
    expect(house.complaints).toEqual([]);
  });
});

/** Pixels by which the page is wider than its window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
}

/** What axe finds against WCAG 2.2 A and AA. */
async function faultsOf(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(', ')))`);
}
