import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rights that end by themselves, and rights that one person lends to another. */
export class RightsInTime1764000000013 implements MigrationInterface {
  readonly name = 'RightsInTime1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists btree_gist;
      alter table "grant" add column ends_at timestamptz(3);
      alter table grant_past add column ends_at timestamptz(3);

      -- a role is held once at a time in a scope, also where the one before it ended by itself
      drop index grant_running;
      alter table "grant" add constraint grant_running exclude using gist (
        person_id with =, role with =, scope_type with =,
        (coalesce(scope_id, '00000000-0000-0000-0000-000000000000')) with =,
        tstzrange(created_at, least(ended_at, ends_at)) with &&);

      create table delegation (
        id         uuid primary key,
        version    integer not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        head_hash  bytea not null,
        from_id    uuid not null references person (id),
        to_id      uuid not null references person (id),
        scope_type text not null,
        scope_id   uuid,
        deeds      text[] not null,
        starts_at  timestamptz(3) not null,
        ends_at    timestamptz(3) not null,
        ended_at   timestamptz(3),
        constraint delegation_to_another check (from_id <> to_id),
        constraint delegation_within_a_year check (ends_at > starts_at and ends_at <= starts_at + interval '366 days')
      );
      create index delegation_to on delegation (to_id, created_at desc, id desc);
      create index delegation_from on delegation (from_id, created_at desc, id desc);
      create index delegation_age on delegation (created_at desc, id desc);

      create table delegation_past (like delegation);
      alter table delegation_past
        drop column head_hash,
        add column valid_until timestamptz(3) not null default 'infinity',
        add column leaf_index bigint not null,
        add primary key (id, version);
      create unique index delegation_past_standing on delegation_past (id) where valid_until = 'infinity';
      create index delegation_past_time on delegation_past (updated_at desc, id desc);
      create index on delegation_past (to_id, created_at desc, id desc);
      create index on delegation_past (from_id, created_at desc, id desc);
      create index on delegation_past (created_at desc, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table delegation_past, delegation;
      alter table "grant" drop constraint grant_running;
      create unique index grant_running on "grant" (person_id, role, scope_type, scope_id)
        nulls not distinct where ended_at is null;
      alter table "grant" drop column ends_at;
      alter table grant_past drop column ends_at;
      drop extension btree_gist;
    `);
  }
}
