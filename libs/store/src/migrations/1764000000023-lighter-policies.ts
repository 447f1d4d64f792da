import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  lighterPolicies,
  readerPolicies,
  readers,
  withoutReaders,
  type ReaderPolicy,
} from './row-security/policies.js';
import { reachByKinds, withoutReachByKinds } from './row-security/reach.js';

/**
 * Row-level security says the same as before in less: most lists are planned anew for the values that they are asked
 * for, and every table that a policy names is planned with them.
 */
export class LighterPolicies1764000000023 implements MigrationInterface {
  readonly name = 'LighterPolicies1764000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${reachByKinds}; ${readers}`);
    await replacePolicies(runner, lighterPolicies);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replacePolicies(runner, readerPolicies);
    await runner.query(`${withoutReachByKinds}; ${withoutReaders}`);
  }
}

async function replacePolicies(
  runner: QueryRunner,
  policies: Record<string, ReaderPolicy | undefined>,
): Promise<void> {
  for (const table of Object.keys(lighterPolicies)) {
    const policy = policies[table];
    if (policy) await runner.query(`alter policy read on "${table}" using (${policy.using})`);
  }
}
