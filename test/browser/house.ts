import { resolve } from 'node:path';
import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import { launchBrowser } from '../support/chromium.js';
import { createSmallWorld, password, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

export const wide = { width: 1280, height: 900 };
/** How long a page may take to show what is waited for; long, since test machines are slow and shared. */
const patienceMs = 20_000;
export const narrow = { width: 390, height: 844 };

/** How somebody sits at the product. */
export interface Seat {
  language?: 'en' | 'ar';
  viewport?: { width: number; height: number };
}

/** The whole product in a browser: the built web client over a real server with a small world in it. */
export class House {
  /** What the pages complained of; a test that ends with anything here is not content. */
  readonly complaints: string[] = [];

  private constructor(
    readonly app: TestApp,
    readonly world: SmallWorld,
    private readonly browser: Browser,
  ) {}

  /** @param options `signs` where checkpoints are wanted, without which nothing is exported */
  static async open(options: { signs?: boolean } = {}): Promise<House> {
    const app = await startApp({ webFolder: resolve('dist/apps/web'), ...options });
    const world = await createSmallWorld(app.store);
    return new House(app, world, await launchBrowser());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.app.stop();
  }

  /** A page of a browser of one's own, not signed in. */
  async newPage({ language = 'en', viewport = wide }: Seat = {}): Promise<Page> {
    const context = await this.browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(message)) this.complaints.push(message.text());
    });
    await page.goto(this.app.url.replace('127.0.0.1', 'localhost'));
    return page;
  }

  /** Signs a person in, in a browser of their own. */
  async signIn(person: Person, seat: Seat = {}): Promise<Page> {
    const page = await this.newPage(seat);
    await page.locator('input[type=email]').fill(this.world.emailOf(person));
    await page.locator('input[type=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.locator('nav').first().waitFor({ state: 'attached' });
    await page.locator('main h1').first().waitFor();
    return page;
  }

  /** Goes to an address of the product. */
  async visit(page: Page, path: string): Promise<void> {
    await page.goto(new URL(path, page.url()).href);
    await page.locator('main h1').first().waitFor();
  }
}

/** A browser writes an error for every answer that is none: who one is before sign-in, and whether this is a demo. */
function isExpected(message: ConsoleMessage): boolean {
  return /\/(me|demo-people)$/.test(message.location().url);
}
