import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an auditor asks with: the action of an entry stands in the log, as everything that the history is filtered by,
 * so that rare actions are found at once; and questions that a person keeps under a name.
 */
export class Audit1764000000011 implements MigrationInterface {
  readonly name = 'Audit1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table leaf add column action text;
      alter table leaf disable trigger leaf_is_kept;
      update leaf set action = entry.action from entry where entry.id = leaf.entry_id;
      alter table leaf enable trigger leaf_is_kept;
      alter table leaf alter column action set not null;
      create index leaf_action on leaf (action, index);

      create table saved_query (
        id         uuid primary key,
        person_id  uuid not null references person (id),
        name       text not null,
        query      jsonb not null,
        created_at timestamptz(3) not null default now()
      );
      create unique index saved_query_name on saved_query (person_id, lower(name));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table saved_query; alter table leaf drop column action');
  }
}
