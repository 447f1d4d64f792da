// Takes away one line of the declaration of permissions, or one guard, at a time, in a copy of the tree, and asks the
// tests that must notice. Says which were not noticed, and ends with 1 where there are any.
//
//   npm run mutants [-- --only TEXT] [-- --declaration | --guards] [-- --list]
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import startTestServer from '../test/support/global-setup.mjs';
import stopTestServer from '../test/support/global-teardown.mjs';
import { declarationMutants, firstDifference } from './mutant-declaration.mjs';
import { guards, secondLine } from './mutant-guards/index.mjs';
import { root, runTool, since } from './process.mjs';

const guardMutants = () =>
  guards.map(({ file, what, find, put, ...how }) => ({
    file,
    what: `a guard: ${what}`,
    changed: replaced({ file, find, put }),
    ...how,
  }));

/** The text of a file with something in the place of what stands in it just once. */
function replaced({ file, find, put }) {
  const text = readFileSync(join(root, file), 'utf8');
  if (text.split(find).length !== 2) throw new Error(`${file} does not hold just once: ${find}`);
  return text.replace(find, () => put);
}

function copyTree() {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'uphold-mutants-'));
  const parts = [
    'apps',
    'libs',
    'test',
    'docs',
    'scripts',
    'package.json',
    'jest.config.mjs',
    'tsconfig.json',
  ];
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  return copy;
}

/** Whether the tests turn red without the part. A change that does not compile is none: it is noticed by the compiler. */
async function turnsRed(copy, { file, changed, alone, ...how }) {
  const changes = [
    ...(alone ? [{ file: secondLine.file, changed: replaced(secondLine) }] : []),
    ...(file ? [{ file, changed }] : []),
  ];
  for (const change of changes) writeFileSync(join(copy, change.file), change.changed);
  try {
    return await isRed(copy, {
      ...how,
      ownServer: changes.some((change) => change.file.includes('/migrations/')),
    });
  } finally {
    for (const change of changes) cpSync(join(root, change.file), join(copy, change.file));
  }
}

async function isRed(copy, { specs, only, project = 'e2e', ownServer }) {
  const args = [
    ...specs,
    ...(only ? ['--testNamePattern', only] : []),
    ...['--selectProjects', project, '--rootDir', copy, '--config', join(copy, 'jest.config.mjs'), '--bail'],
    // The page that is made from the declaration differs with every change of it, which proves nothing.
    ...['--testPathIgnorePatterns', 'describe.spec'],
  ];
  const env = {
    ...process.env,
    // What tests leave to chance is the same for every part that is taken away.
    UPHOLD_SEED: '23757',
    // Where the schema differs, so does the template of the databases.
    ...(ownServer && { UPHOLD_TEST_SERVER: '' }),
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  };
  const { code, output } = await runTool('jest/bin/jest.js', args, { cwd: copy, env });
  if (!/^Tests:.*\d+ (passed|failed)/m.test(output) && !/Test suite failed to run/.test(output))
    throw new Error(`no test was run: ${specs.join(' ')} ${only ?? ''}\n${output}`);
  // A machine that is too busy to set a test up has noticed nothing.
  if (/Exceeded timeout of \d+ ms for a hook/.test(output) && !output.includes('expect(received)'))
    throw new Error(`the set-up took too long: ${specs.join(' ')} ${only ?? ''}`);
  return code !== 0;
}

const green = new Map();
/** Where a second line was taken away as well, the tests must be green with the guard alone. */
async function mustBeGreen(copy, { alone, specs, only }) {
  if (!alone) return;
  const key = `${specs.join(' ')} ${only}`;
  green.set(key, green.get(key) ?? turnsRed(copy, { alone, specs, only }));
  if (await green.get(key)) throw new Error(`red before any guard was taken away: ${key}`);
}

/** Tries guards one after the other in several copies of the tree at once. */
async function tryGuards(copies, waiting) {
  const tryNext = async (copy) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      await mustBeGreen(copy, mutant);
      say(mutant, await turnsRed(copy, mutant));
    }
  };
  await Promise.all(copies.map(tryNext));
}

const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : '';
const isWanted = ({ file, what }) => `${file} ${what}`.includes(only);
const ofDeclaration = args.includes('--guards') ? [] : declarationMutants().filter(isWanted);
const ofGuards = args.includes('--declaration') ? [] : guardMutants().filter(isWanted);
const mutants = [...ofDeclaration, ...ofGuards];
if (args.includes('--list')) {
  for (const { file, what } of mutants) console.log(`${file}: ${what}`);
  console.log(`${mutants.length} mutants`);
  process.exit(0);
}

const began = performance.now();
const copies = [copyTree(), copyTree()];
const [copy] = copies;
const survivors = [];
const say = (mutant, isNoticed) => {
  if (!isNoticed) survivors.push(mutant);
  console.log(`${isNoticed ? 'noticed ' : 'SURVIVES'}  ${mutant.file}: ${mutant.what}`);
};
try {
  register('./typescript-hooks.mjs', new URL('../test/support/', import.meta.url));
  Error.stackTraceLimit = 0;
  for (const mutant of ofDeclaration)
    say(mutant, (await firstDifference(copy, mutant)) !== null || (await turnsRed(copy, mutant)));
  await startTestServer();
  await tryGuards(copies, [...ofGuards]);
} finally {
  await stopTestServer();
  for (const one of copies) rmSync(one, { recursive: true, force: true });
}
console.log(`${mutants.length} mutants, ${survivors.length} not noticed, ${since(began)}`);
process.exitCode = survivors.length > 0 ? 1 : 0;
