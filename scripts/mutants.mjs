// Takes away one line of the declaration of permissions, or one guard, at a time, in a copy of the tree, and asks the
// tests that must notice. Says which were not noticed, and ends with 1 where there are any.
//
//   npm run mutants [-- --only TEXT] [-- --declaration | --guards] [-- --list]
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declarationMutants, firstDifference } from './mutant-declaration.mjs';
import { guards } from './mutant-guards.mjs';
import { root, runTool, since } from './process.mjs';

const guardMutants = () =>
  guards.map(({ file, what, find, put, specs, only, project = 'e2e' }) => {
    const text = readFileSync(join(root, file), 'utf8');
    if (text.split(find).length !== 2) throw new Error(`${file} does not hold just once: ${find}`);
    return { file, what: `a guard: ${what}`, changed: text.replace(find, () => put), specs, only, project };
  });

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
async function turnsRed(copy, { file, changed, specs, only, project }) {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, changed);
  try {
    const args = [
      ...specs,
      ...(only ? ['--testNamePattern', only] : []),
      ...[
        '--selectProjects',
        project,
        '--rootDir',
        copy,
        '--config',
        join(copy, 'jest.config.mjs'),
        '--bail',
      ],
      // The page that is made from the declaration differs with every change of it, which proves nothing.
      ...['--testPathIgnorePatterns', 'describe.spec'],
    ];
    const env = {
      ...process.env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    };
    const { code, output } = await runTool('jest/bin/jest.js', args, { cwd: copy, env });
    if (!/^Tests:.*\d+ (passed|failed)/m.test(output) && !/Test suite failed to run/.test(output))
      throw new Error(`no test was run for ${file}\n${output}`);
    return code !== 0;
  } finally {
    writeFileSync(path, before);
  }
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
const copy = copyTree();
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
  for (const mutant of ofGuards) say(mutant, await turnsRed(copy, mutant));
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${mutants.length} mutants, ${survivors.length} not noticed, ${since(began)}`);
process.exitCode = survivors.length > 0 ? 1 : 0;
