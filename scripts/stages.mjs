import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { runJest } from './jest.mjs';
import { root, runTool } from './process.mjs';

const tool = (path, args, options) => async () => {
  const { code, output } = await runTool(path, args, options);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, report: output };
};

async function checkTypes() {
  const projects = ['tsconfig.json', 'apps/web/tsconfig.json'].filter((path) => existsSync(join(root, path)));
  const outputs = [];
  for (const project of projects) {
    const { code, output } = await runTool('typescript/bin/tsc', ['--noEmit', '-p', project]);
    if (code !== 0) outputs.push(output);
  }
  return {
    passed: outputs.length === 0 ? 1 : 0,
    failed: outputs.length === 0 ? 0 : 1,
    skipped: 0,
    report: outputs.join(''),
  };
}

async function buildAll() {
  const faults = [];
  const isBuilt = await build(
    () => undefined,
    (fault) => faults.push(fault),
  );
  return { passed: isBuilt ? 1 : 0, failed: isBuilt ? 0 : 1, skipped: 0, report: faults.join('\n') };
}

/** The stages of the tests in their order: each answers its counts and, for failures, a report. */
export const stages = {
  lint: tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  types: checkTypes,
  format: tool('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']),
  boundaries: tool('dependency-cruiser/bin/dependency-cruise.mjs', [
    'apps',
    'libs',
    'test',
    '--output-type',
    'err-long',
  ]),
  unit: () => runJest('unit'),
  build: buildAll,
  e2e: () => runJest('e2e'),
  browser: () => runJest('browser'),
};

/** What a stage needs to have been run before it. */
export const needs = { e2e: ['build'], browser: ['build'] };

/** Stages that only read the code; the longest first. */
export const readers = ['lint', 'types', 'format', 'boundaries'];
