import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runQuietly, since } from './process.mjs';

/** Installs the packages of package-lock.json unless they are there already. */
export async function install(say) {
  if (await isInstalled()) return true;
  const began = performance.now();
  say('Installing packages (the first time takes a minute or two) …');
  const { code, output } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code === 0) {
    say(`Installed packages in ${since(began)}`);
    return true;
  }
  console.error(output.trim());
  console.error('The packages could not be installed; npm says why above. Is this computer online?');
  return false;
}

// npm writes down what it installed once it is done, so this also holds for packages that
// somebody installed by hand, and not for an installation that was cut short.
async function isInstalled() {
  const [wanted, installed] = await Promise.all([
    readPackages('package-lock.json'),
    readPackages('node_modules/.package-lock.json'),
  ]);
  return Object.entries(wanted).every(([path, { version, optional, peer, link }]) => {
    if (path === '' || link) return true;
    const found = installed[path];
    return found === undefined ? Boolean(optional || peer) : found.version === version;
  });
}

async function readPackages(path) {
  try {
    return JSON.parse(await readFile(join(root, path), 'utf8')).packages ?? {};
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

function runNpm(args) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return runQuietly(process.execPath, [npm, ...args]);
  return runQuietly('npm', args, { shell: process.platform === 'win32' });
}
