import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What changes who may do or read what, told to every node in the transaction that changes it: neither the sequencer
 * nor a notification stands between. And access in an emergency: asked for by one person, opened by another, for a time.
 */
export class AtOnce1764000000014 implements MigrationInterface {
  readonly name = 'AtOnce1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rights_change (
        id                bigint generated always as identity primary key,
        -- what is not visible yet to a reader has a transaction at or above the reader's horizon
        xact              xid8 not null default pg_current_xact_id(),
        at                timestamptz(3) not null default clock_timestamp(),
        cause             text not null,
        -- whose rights; null where they may be anybody's
        person_id         uuid,
        -- what others read than before, and what decided that before
        recommendation_id uuid,
        before            jsonb
      );
      create index rights_change_unseen on rights_change (xact);
      create index rights_change_age on rights_change (at);

      create table emergency_access (
        id              uuid primary key,
        version         integer not null,
        created_at      timestamptz(3) not null,
        updated_at      timestamptz(3) not null,
        head_hash       bytea not null,
        requested_by_id uuid not null references person (id),
        scope_type      text not null,
        scope_id        uuid,
        hours           integer not null,
        state           text not null,
        decided_by_id   uuid references person (id),
        starts_at       timestamptz(3),
        ends_at         timestamptz(3),
        ended_at        timestamptz(3),
        constraint emergency_access_by_two check (decided_by_id is distinct from requested_by_id),
        constraint emergency_access_hours check (hours between 1 and 24),
        constraint emergency_access_in_time check (
          (starts_at is null) = (ends_at is null)
          and (ends_at is null or ends_at = starts_at + make_interval(hours => hours))),
        constraint emergency_access_decided check (
          state <> 'approved' or (decided_by_id is not null and starts_at is not null))
      );
      create unique index emergency_access_waiting on emergency_access (requested_by_id) where state = 'requested';
      create index emergency_access_running on emergency_access (requested_by_id, ends_at) where state = 'approved';
      create index emergency_access_open on emergency_access (created_at desc, id desc) where state = 'approved';
      create index emergency_access_age on emergency_access (created_at desc, id desc);

      create table emergency_access_past (like emergency_access);
      alter table emergency_access_past
        drop column head_hash,
        add column valid_until timestamptz(3) not null default 'infinity',
        add column leaf_index bigint not null,
        add primary key (id, version);
      create unique index emergency_access_past_standing on emergency_access_past (id) where valid_until = 'infinity';
      create index emergency_access_past_time on emergency_access_past (updated_at desc, id desc);

      -- what was opened under which access, the first time: each has its entry in the log
      create table emergency_use (
        access_id         uuid not null references emergency_access (id),
        object_type       text not null,
        object_id         uuid not null,
        recommendation_id uuid not null references recommendation (id),
        entry_id          uuid not null,
        at                timestamptz(3) not null,
        primary key (access_id, object_type, object_id)
      );
      create index emergency_use_age on emergency_use (access_id, at desc, object_id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table emergency_use, emergency_access_past, emergency_access, rights_change');
  }
}
