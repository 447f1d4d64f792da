import { existsSync, readFileSync, statfsSync } from 'node:fs';

const { imports } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

// Jest asks the source of a lib, as the compiler does; the running program asks its build.
const libs = Object.fromEntries(
  Object.entries(imports).map(([name, { source }]) => [`^${name}$`, source.replace('./', '<rootDir>/')]),
);

// Every test file makes databases of its own, thousands of small files: in memory they cost a fifth of the time.
const memory = '/dev/shm';
const enough = 2 * 1024 ** 3;
if (existsSync(memory) && hasRoom(statfsSync(memory))) process.env.TMPDIR ??= memory;

function hasRoom({ bavail, bsize }) {
  return bavail * bsize > enough;
}

const project = (displayName, testMatch) => ({
  displayName,
  testMatch,
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.uphold/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { ...libs, '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  transform: { '\\.tsx?$': ['@swc/jest', swc] },
});

const swc = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true, tsx: false },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

export default {
  maxWorkers: 2,
  // What a file loaded is never wholly let go of: a worker that has grown makes room for a fresh one.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30_000,
  projects: [
    project('unit', ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts']),
    project('e2e', ['<rootDir>/test/{e2e,fuzz}/**/*.e2e-spec.ts']),
    project('browser', ['<rootDir>/test/browser/**/*.browser-spec.ts']),
  ],
};
