import { root, runNode } from './process.mjs';

/** Lets two nodes race for decisions: 500 rounds of each race, or as many as are asked for. */
export function runRaces([rounds = '500']) {
  const env = { ...process.env, UPHOLD_RACE_ROUNDS: rounds };
  const nodeOptions = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = [`${root}node_modules/jest/bin/jest.js`, 'e2e/races', '--selectProjects', 'e2e'];
  return runNode([...nodeOptions, ...jest], { env });
}
