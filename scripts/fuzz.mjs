import { parseArgs } from 'node:util';
import { root, runNode } from './process.mjs';

const usage = `npm run fuzz -- [--inputs 1000] [--seed NUMBER] [--operation ID]
Sends requests to every operation that the API describes, right ones and wrong ones, and judges each answer.
A run with the same seed draws the same requests; a failure says how to draw them again. Without one it draws a seed
of its own, while \`npm test\` keeps to one: what a new seed finds is told by whoever looks for it.`;

/** Fuzzes the API over its own description: 1,000 requests for each operation unless told otherwise. */
export async function runFuzz(args) {
  const options = { inputs: { type: 'string' }, seed: { type: 'string' }, operation: { type: 'string' } };
  let asked;
  try {
    asked = parseArgs({ args, options: { ...options, help: { type: 'boolean' } } }).values;
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    return 2;
  }
  if (asked.help) {
    console.log(usage);
    return 0;
  }
  const env = {
    ...process.env,
    FUZZ_INPUTS: asked.inputs ?? '1000',
    FUZZ_TELL: '1',
    FUZZ_SEED: asked.seed ?? String(Math.floor(Math.random() * 2 ** 31)),
    ...(asked.operation && { FUZZ_OPERATION: asked.operation }),
  };
  const nodeOptions = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = [`${root}node_modules/jest/bin/jest.js`, 'test/fuzz', '--selectProjects', 'e2e'];
  return runNode([...nodeOptions, ...jest], { env });
}
