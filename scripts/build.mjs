import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runTool, since } from './process.mjs';

const sharedLibs = ['contracts', 'workflow', 'permissions', 'ledger'];

/** What is built from what, in order. */
const parts = [
  {
    name: 'the server',
    stamp: 'dist/.server-built',
    sources: [
      'apps/api',
      'apps/worker',
      'apps/cli',
      'libs',
      'tsconfig.json',
      'tsconfig.build.json',
      'package.json',
    ],
    run: () => runTool('typescript/bin/tsc', ['-p', 'tsconfig.build.json']),
  },
  {
    name: 'the web pages',
    stamp: 'dist/.web-built',
    sources: ['apps/web', ...sharedLibs.map((lib) => `libs/${lib}`), 'package.json'],
    isPossible: () => webConfigurations.some((path) => existsSync(join(root, path))),
    run: () => runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/web') }),
  },
  {
    name: 'the verifier in one file',
    stamp: 'dist/.verifier-built',
    sources: [
      'apps/cli/src',
      'apps/cli/vite.config.ts',
      ...sharedLibs.map((lib) => `libs/${lib}`),
      'package.json',
    ],
    run: () => runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/cli') }),
  },
];

const webConfigurations = ['apps/web/vite.config.ts', 'apps/web/vite.config.mts', 'apps/web/vite.config.js'];

/** Builds what is older than its sources, and answers whether all of it is there; faults go to `complain`. */
export async function build(say, complain = console.error) {
  for (const part of parts) {
    if (part.isPossible?.() === false) continue;
    if (await isFresh(part)) continue;
    const began = performance.now();
    say(`Building ${part.name} …`);
    const startedAt = new Date();
    const { code, output } = await part.run();
    if (code !== 0) {
      complain(output.trim());
      complain(`Building ${part.name} failed; the messages above say where.`);
      return false;
    }
    await leaveStamp(part, startedAt);
    say(`Built ${part.name} in ${since(began)}`);
  }
  return true;
}

async function isFresh({ stamp, sources }) {
  const built = await stat(join(root, stamp)).catch(() => undefined);
  if (built === undefined) return false;
  const times = await Promise.all(sources.map((source) => newestIn(join(root, source))));
  return Math.max(...times) <= built.mtimeMs;
}

// A folder's own time counts too: it changes when a file is removed or renamed.
async function newestIn(path) {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  const names = (await readdir(path)).filter((name) => !isIrrelevant(name));
  const times = await Promise.all(names.map((name) => newestIn(join(path, name))));
  return Math.max(status.mtimeMs, ...times);
}

const isIrrelevant = (name) => name === 'node_modules' || name.endsWith('.spec.ts') || name.startsWith('.');

// What was saved while the build ran is newer than what it read.
async function leaveStamp({ stamp }, startedAt) {
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(join(root, stamp), '');
  await utimes(join(root, stamp), startedAt, startedAt);
}
