import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './process.mjs';

const permissions = 'libs/permissions/src';
const declared = [
  ...readdirSync(join(root, permissions, 'nouns')).map((name) => `nouns/${name}`),
  'reading.ts',
  'lent.ts',
  'emergency.ts',
  'declaration.ts',
];

/** Every part of the declaration that can be taken away by itself, each with the file's text without it. */
export const declarationMutants = () => declared.flatMap((name) => mutantsOf(`${permissions}/${name}`));

function mutantsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const take = (node, what, put) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    const words = node.getText().replace(/\s+/g, ' ').slice(0, 90);
    found.push({
      file,
      what: `${what} at line ${line + 1}: ${words}`,
      changed: without(text, node, put),
      specs: [permissions],
      project: 'unit',
    });
  };
  const visit = (node) => {
    for (const [what, put] of waysToTake(node)) take(node, what, put);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What is taken away with a node, and what stands in its place; undefined where nothing does. */
function* waysToTake(node) {
  const { parent } = node;
  if (!parent) return;
  if (isPermission(node)) yield ['a permission', '[]'];
  if (isWord(node)) yield ['a word', undefined];
  if (ts.isObjectLiteralExpression(parent) && isCondition(node)) yield ['a condition', undefined];
  if (isPermission(parent) && ts.isIdentifier(node) && node === parent.arguments.at(2))
    yield ['all conditions', '{}'];
  if (isChoice(node, parent)) {
    yield ['a choice that is always made', 'true'];
    yield ['a choice that is never made', 'false'];
  }
  if (ts.isBinaryExpression(parent) && node !== parent.operatorToken) yield* waysToJoin(parent.operatorToken);
}

const isChoice = (node, parent) =>
  (ts.isIfStatement(parent) && parent.expression === node) ||
  (ts.isConditionalExpression(parent) && parent.condition === node);

function* waysToJoin({ kind }) {
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) yield ['one of several that must hold', 'true'];
  if (kind === ts.SyntaxKind.BarBarToken) yield ['one of several that suffice', 'false'];
}

/** A permission, or several at once: a call that makes sentences. */
function isPermission(node) {
  return ts.isCallExpression(node) && /^(allow|allowOutline|forbid)$/.test(node.expression.getText());
}

/** A field that is looked at, or conditions that come from elsewhere. */
function isCondition(node) {
  if (ts.isSpreadAssignment(node)) return true;
  if (!ts.isPropertyAssignment(node)) return false;
  return (
    ts.isComputedPropertyName(node.name) || (ts.isStringLiteral(node.name) && node.name.text.includes('.'))
  );
}

/** One of several in a list; a pair of words, which belong together, is one. */
function isWord(node) {
  const list = node.parent;
  if (!list || !ts.isArrayLiteralExpression(list) || list.elements.length < 2) return false;
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(ts.isStringLiteral);
  if (ts.isSpreadElement(node))
    return !ts.isCallExpression(node.expression) || !isPermission(node.expression);
  if (ts.isObjectLiteralExpression(node) || ts.isIdentifier(node)) return true;
  return ts.isStringLiteral(node) && !ts.isArrayLiteralExpression(list.parent);
}

/** The text with something in the place of a node; or without it, and without the comma that follows it. */
function without(text, node, put) {
  if (put !== undefined) return text.slice(0, node.getStart()) + put + text.slice(node.getEnd());
  const end = /^\s*,/.exec(text.slice(node.getEnd()));
  return text.slice(0, node.getStart()) + text.slice(node.getEnd() + (end ? end[0].length : 0));
}

let made = 0;

/**
 * How the declaration, with this part taken away, differs from the plain words, or null where it does not. Asks what
 * `plain-words.spec` asks, in this process and up to the first difference: a run of jest takes twenty times as long.
 */
export async function firstDifference(copy, { file, changed }) {
  made += 1;
  const folder = join(copy, `libs/without-${made}/src`);
  mkdirSync(folder, { recursive: true });
  cpSync(join(copy, permissions), folder, {
    recursive: true,
    filter: (path) => !path.endsWith('.spec.ts'),
  });
  writeFileSync(join(folder, file.slice(permissions.length + 1)), changed);
  const load = (path) => import(pathToFileURL(path).href);
  const { differencesFrom, questionNames } = await load(join(copy, 'test/support/matrix/plain-cases.ts'));
  try {
    const [{ canRead, permit }, { toldOf }] = [
      await load(join(folder, 'permit.ts')),
      await load(join(folder, 'fields.ts')),
    ];
    for (const question of questionNames)
      for (const difference of differencesFrom({ canRead, permit, toldOf }, question)) return difference;
    return null;
  } catch (error) {
    return `it fails: ${String(error)}`;
  }
}
