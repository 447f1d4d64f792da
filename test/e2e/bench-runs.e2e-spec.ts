import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('the benchmark', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test('seeds a small database and measures every kind of work on it', async () => {
    const table = await run(['--quick', '--only', 'list,item,change,counts,search,push']);
    for (const line of ['list of 50', 'by id', 'status change', 'counts by state', 'rare word', 'memory']) {
      expect(table).toContain(line);
    }
    expect(table).toMatch(/delivered \| (\d+) of \1 \|/);
  }, 60_000);

  test('verifies a small log without a database', async () => {
    const table = await run(['--quick', '--only', 'verify']);
    expect(table).toMatch(/verification of 3,000 entries without a server \| [\d.]+ s \|/);
  }, 60_000);

  function run(args: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['test/bench/start.mjs', 'bench', ...args], {
        env: { ...process.env, DATABASE_URL: database.url },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      child.stdout.on('data', (chunk) => (said += String(chunk)));
      child.stderr.on('data', (chunk) => (said += String(chunk)));
      child.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
    });
  }
});
