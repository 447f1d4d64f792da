import { build } from './build.mjs';
import { install } from './install.mjs';
import { runNode } from './process.mjs';

const launcher = 'dist/apps/cli/src/main.js';

/** What `npm run` can ask for: each makes sure first that what it needs is installed and built. */
const commands = {
  async build() {
    return (await build(sayLine)) ? 0 : 1;
  },
  async demo(args) {
    if (!(await build(sayLine))) return 1;
    return runNode(['--enable-source-maps', launcher, 'demo', ...args]);
  },
  // Its answer may be read by a program, so what is built is told on the other channel.
  async uphold(args) {
    if (!(await build(console.error))) return 1;
    return runNode(['--enable-source-maps', launcher, ...args]);
  },
  async bench(args) {
    if (!(await build(sayLine))) return 1;
    return runNode(['test/bench/start.mjs', 'bench', ...args]);
  },
  async 'bench:seed'(args) {
    return runNode(['test/bench/start.mjs', 'seed', ...args]);
  },
  async races(args) {
    const { runRaces } = await import('./races.mjs');
    return runRaces(args);
  },
  async fuzz(args) {
    const { runFuzz } = await import('./fuzz.mjs');
    return runFuzz(args);
  },
  async test(args) {
    const { runTests } = await import('./test.mjs');
    return runTests(args);
  },
};

/** Runs one command and answers its exit code. */
export async function runCommand(name, args) {
  const command = commands[name];
  if (command === undefined) {
    console.error(`Say what to run: ${Object.keys(commands).join(', ')}.`);
    return 2;
  }
  if (!(await install(name === 'uphold' ? console.error : sayLine))) return 1;
  return command(args);
}

function sayLine(line) {
  console.log(line);
}
