import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { bundledChromium } from './bundled-chromium.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that the tests use: the one of CHROMIUM_PATH, an installed one, or the one that npm brought. */
export async function chromiumExecutable(): Promise<string> {
  return (await chooseBrowser()).executable;
}

/** Starts a headless browser; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await chooseBrowser();
  return chromium.launch({
    executablePath: executable,
    args: launchArguments,
    env: { ...ownEnvironment(), ...env },
  });
}

// CHROMIUM_PATH=bundled tries the browser of npm where another one is installed.
async function chooseBrowser(): Promise<{ executable: string; env: Record<string, string> }> {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted === 'bundled') return bundledChromium();
  if (wanted !== undefined && wanted !== '') return { executable: wanted, env: {} };
  const installed = await findInstalled();
  return installed === undefined ? bundledChromium() : { executable: installed, env: {} };
}

async function findInstalled(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const path of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
