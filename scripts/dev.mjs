import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';
import { build } from './build.mjs';
import { root } from './process.mjs';

// Everything runs until Ctrl-C: the compiler writes dist/, the server starts anew when dist/ changes,
// and the web pages are served from their sources.
if (!(await install(console.log)) || !(await build(console.log))) process.exit(1);

const programs = [
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
  ['--enable-source-maps', '--watch', 'dist/apps/cli/src/main.js', 'serve', ...process.argv.slice(2)],
];
if (existsSync(join(root, 'apps/web/vite.config.ts')))
  programs.push(['node_modules/vite/bin/vite.js', 'apps/web']);

const children = programs.map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));
for (const child of children) child.once('exit', stopAll);
process.on('SIGINT', () => undefined);
process.on('SIGTERM', stopAll);

function stopAll() {
  for (const child of children) child.kill('SIGTERM');
}
