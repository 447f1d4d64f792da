import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closed } from './row-security/roles.js';

const tables = ['directory_token', 'directory_user', 'directory_group', 'directory_member'];

/**
 * What the directory of the provider of single sign-on tells (SCIM): whose accounts are its own to keep, under which
 * names it knows them, and who is in its groups. What comes of it, accounts and rights, has a history as always.
 */
export class Directory1764000000020 implements MigrationInterface {
  readonly name = 'Directory1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory_token (
        id           uuid primary key,
        token_sha256 bytea not null unique,
        name         text not null,
        made_by_id   uuid not null references person (id),
        created_at   timestamptz(3) not null default now(),
        expires_at   timestamptz(3) not null,
        last_used_at timestamptz(3)
      );
      create index directory_token_expiry on directory_token (expires_at);
      create index directory_token_maker on directory_token (made_by_id);

      create table directory_user (
        person_id    uuid primary key references person (id),
        user_name    text not null,
        external_id  text,
        -- as it was told last: what it says anew is compared with this, not with what a person set meanwhile
        told         jsonb not null,
        version      integer not null default 1,
        created_at   timestamptz(3) not null default now(),
        updated_at   timestamptz(3) not null default now(),
        -- no longer in the directory; kept, so that it may come back
        removed_at   timestamptz(3),
        -- rights were not yet brought in step with the groups
        behind_since timestamptz(3)
      );
      create unique index directory_user_name on directory_user (lower(user_name)) where removed_at is null;
      create unique index directory_user_external on directory_user (external_id) where removed_at is null;
      create index directory_user_behind on directory_user (behind_since) where behind_since is not null;

      create table directory_group (
        id           uuid primary key,
        display_name text not null,
        external_id  text,
        version      integer not null default 1,
        created_at   timestamptz(3) not null default now(),
        updated_at   timestamptz(3) not null default now()
      );
      create unique index directory_group_name on directory_group (lower(display_name));
      create unique index directory_group_external on directory_group (external_id);

      create table directory_member (
        group_id  uuid not null references directory_group (id) on delete cascade,
        person_id uuid not null references directory_user (person_id),
        primary key (group_id, person_id)
      );
      create index directory_member_person on directory_member (person_id);
    `);
    for (const table of tables) await runner.query(closed(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${[...tables].reverse().join(', ')}`);
  }
}
