import type { MigrationInterface, QueryRunner } from 'typeorm';
import { candidates, withoutCandidates } from './row-security/candidates.js';
import { readerPolicies } from './row-security/policies.js';
import { reach, withoutReach } from './row-security/reach.js';
import { closed, makeRoles, opened } from './row-security/roles.js';

/**
 * The second line of defence: what answers a person is read by a role that sees of each table the rows which this
 * person may read, whatever the question says; everything else is done by a role that owns nothing, and that can add
 * to the history but not change it. See docs/decisions/0019-row-security.md.
 */
export class RowSecurity1764000000018 implements MigrationInterface {
  readonly name = 'RowSecurity1764000000018';

  async up(runner: QueryRunner): Promise<void> {
    await makeRoles(runner);
    await runner.query(`
      create function reading_person() returns uuid language sql stable parallel safe as
        $$ select nullif(current_setting('uphold.person', true), '')::uuid $$;
      create function reached(place text) returns uuid[] language sql stable parallel safe as
        $$ select coalesce(nullif(current_setting('uphold.' || place, true), ''), '{}')::uuid[] $$;
      ${reach};
      -- the places and hashes of the log are anybody's, also where the entries are not
      create view leaf_hash as select index, entry_id, hash from leaf;
      ${candidates}
    `);
    for (const table of await tablesOf(runner)) await runner.query(closed(table));
    for (const [table, { using, columns }] of Object.entries(readerPolicies))
      await runner.query(`
        create policy read on "${table}" for select to uphold_reader using (${using});
        grant select${columns ? ` (${columns.join(', ')})` : ''} on "${table}" to uphold_reader;`);
    await runner.query('grant select on leaf_hash to uphold_reader, uphold_writer');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(readerPolicies)) await runner.query(`drop policy read on "${table}"`);
    for (const table of await tablesOf(runner)) await runner.query(opened(table));
    await runner.query(`
      ${withoutCandidates}
      drop view leaf_hash;
      ${withoutReach}
      drop function reached(text);
      drop function reading_person();
      revoke usage on schema public from uphold_reader, uphold_writer;
    `);
  }
}

async function tablesOf(runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )) as { name: string }[];
  return rows.map(({ name }) => name);
}
