import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runQuietly, root } from './process.mjs';

const longestRun = 30 * 60 * 1000;

/** Runs one of jest's projects and answers its counts. */
export async function runJest(project, args = []) {
  const folder = await mkdtemp(join(tmpdir(), 'uphold-jest-'));
  const file = join(folder, 'result.json');
  try {
    const { code, output } = await runQuietly(process.execPath, jestCommand(project, file, args), {
      timeout: longestRun,
    });
    const result = await readResult(file);
    return result === undefined ? crashed(output) : count(result, { code, output });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function jestCommand(project, file, args) {
  const nodeOptions = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jestOptions = ['--selectProjects', project, '--passWithNoTests', '--json', '--outputFile', file];
  return [...nodeOptions, join(root, 'node_modules/jest/bin/jest.js'), ...jestOptions, ...args];
}

async function readResult(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // No result, or a cut one, is what a run leaves that did not come to its end.
    return undefined;
  }
}

const crashed = (output) => ({ passed: 0, failed: 1, skipped: 0, report: output });

function count(result, { code, output }) {
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const counts = {
    passed: result.numPassedTests,
    failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
  if (failed > 0) return { ...counts, report: result.testResults.map(({ message }) => message).join('\n') };
  if (result.numTotalTests === 0) return { ...counts, failed: 1, report: 'No test was found here.' };
  // Nothing failed, yet the run did: the start or the end of the test server, for example.
  if (code !== 0) return { ...counts, failed: 1, report: withoutResult(output) };
  return { ...counts, report: '' };
}

const withoutResult = (output) =>
  output
    .split('\n')
    .filter((line) => !line.startsWith('{"'))
    .join('\n');
