// Takes away one line of the declaration of permissions, or one guard, at a time, in a copy of the tree, and runs the
// tests that must notice. Says which were not noticed, and ends with 1 where there are any.
//
//   npm run mutants [-- --only TEXT] [-- --declaration | --guards] [-- --list]
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { guards } from './mutant-guards.mjs';
import { root, since } from './process.mjs';

const nouns = 'libs/permissions/src/nouns';
const declared = [
  ...readdirSync(join(root, nouns)).map((name) => `${nouns}/${name}`),
  'libs/permissions/src/reading.ts',
];

/** Every part of a file of the declaration that can be taken away by itself: a permission, a condition, a word of a list. */
function mutantsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const take = (node, what, put) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    const words = node.getText().replace(/\s+/g, ' ').slice(0, 90);
    found.push({ file, what: `${what} at line ${line + 1}: ${words}`, changed: without(text, node, put) });
  };
  const visit = (node) => {
    if (isPermission(node)) take(node, 'a permission', '[]');
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && node.name.text.includes('.'))
      take(node, 'a condition');
    if (isWord(node)) take(node, 'a word');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((mutant) => ({ ...mutant, specs: ['libs/permissions'], project: 'unit' }));
}

/** One of several in a list; a pair of words, which belong together, is one. */
function isWord(node) {
  const list = node.parent;
  if (!list || !ts.isArrayLiteralExpression(list) || list.elements.length < 2) return false;
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(ts.isStringLiteral);
  return ts.isStringLiteral(node) && !ts.isArrayLiteralExpression(list.parent);
}

/** A permission, or several at once: a call that makes sentences. */
function isPermission(node) {
  return ts.isCallExpression(node) && /^(allow|allowOutline|forbid)$/.test(node.expression.getText());
}

/** The text with something in the place of a node; or without it, and without the comma that follows it. */
function without(text, node, put) {
  if (put !== undefined) return text.slice(0, node.getStart()) + put + text.slice(node.getEnd());
  const end = /^\s*,/.exec(text.slice(node.getEnd()));
  return text.slice(0, node.getStart()) + text.slice(node.getEnd() + (end ? end[0].length : 0));
}

const guardMutants = () =>
  guards.map(({ file, what, find, put, specs, project = 'e2e' }) => {
    const text = readFileSync(join(root, file), 'utf8');
    if (text.split(find).length !== 2) throw new Error(`${file} does not hold just once: ${find}`);
    return { file, what: `a guard: ${what}`, changed: text.replace(find, () => put), specs, project };
  });

function copyTree() {
  const copy = mkdtempSync(join(tmpdir(), 'uphold-mutants-'));
  for (const part of [
    'apps',
    'libs',
    'test',
    'docs',
    'scripts',
    'package.json',
    'jest.config.mjs',
    'tsconfig.json',
  ])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  return copy;
}

/** Whether the tests turn red without the part. A change that does not compile is none: it is noticed by the compiler. */
function isNoticed(copy, { file, changed, specs, project }) {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, changed);
  try {
    const args = [
      join(copy, 'node_modules/jest/bin/jest.js'),
      ...specs,
      '--selectProjects',
      project,
      '--bail',
      // The page that is made from the declaration differs with every change of it, which proves nothing.
      '--testPathIgnorePatterns',
      'describe.spec',
    ];
    const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
    return spawnSync(process.execPath, [...options, ...args], { cwd: copy, encoding: 'utf8' }).status !== 0;
  } finally {
    writeFileSync(path, before);
  }
}

const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : '';
const mutants = [
  ...(args.includes('--guards') ? [] : declared.flatMap(mutantsOf)),
  ...(args.includes('--declaration') ? [] : guardMutants()),
].filter(({ file, what }) => `${file} ${what}`.includes(only));
if (args.includes('--list')) {
  for (const { file, what } of mutants) console.log(`${file}: ${what}`);
  console.log(`${mutants.length} mutants`);
  process.exit(0);
}
const began = performance.now();
const copy = copyTree();
const survivors = [];
try {
  for (const mutant of mutants) {
    const noticed = isNoticed(copy, mutant);
    if (!noticed) survivors.push(mutant);
    console.log(`${noticed ? 'noticed ' : 'SURVIVES'}  ${mutant.file}: ${mutant.what}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${mutants.length} mutants, ${survivors.length} not noticed, ${since(began)}`);
process.exitCode = survivors.length > 0 ? 1 : 0;
