import type { QueryRunner } from 'typeorm';

/** Roles are the cluster's, not the database's: another database may have made them, perhaps at this moment. */
const made = (role: string): string => `
  do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then
      create role ${role} nologin;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$;
  -- whoever migrates may also run the product; a superuser may anyway
  do $$ begin
    if not pg_has_role(current_user, '${role}', 'set') then
      grant ${role} to current_user with set true;
    end if;
  end $$;`;

/** What is never changed: the writer adds to it and reads it. */
const history = ['entry', 'leaf', 'tree_node', 'checkpoint'];

export async function makeRoles(runner: QueryRunner): Promise<void> {
  await runner.query(`${made('uphold_reader')} ${made('uphold_writer')}
    grant usage on schema public to uphold_reader, uphold_writer;`);
}

/** Closes a table to everybody but its owner and the writer, who gets no more than its work needs. */
export const closed = (table: string): string => `
  alter table "${table}" enable row level security, force row level security;
  create policy kept on "${table}" to uphold_writer, current_user using (true) with check (true);
  grant ${privilegesOn(table)} on "${table}" to uphold_writer;`;

function privilegesOn(table: string): string {
  if (table === 'migration') return 'select';
  if (history.includes(table)) return 'select, insert';
  // A redaction takes what was opened away; a trigger sees to it that it does no more.
  if (table === 'opening') return 'select, insert, update (openings, redacted)';
  return 'select, insert, update, delete';
}

export const opened = (table: string): string => `
  drop policy kept on "${table}";
  revoke all on "${table}" from uphold_writer, uphold_reader;
  alter table "${table}" no force row level security, disable row level security;`;
