import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The history: entries as they were committed, what waits for its place in the log, and the log itself. */
export class Log1764000000001 implements MigrationInterface {
  readonly name = 'Log1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table entry (
        id                uuid primary key,
        at                timestamptz(3) not null,
        actor_id          uuid,
        object_type       text not null,
        object_id         uuid not null,
        object_version    integer not null,
        action            text not null,
        review_id         uuid,
        recommendation_id uuid,
        canon             text not null,
        hash              bytea not null,
        constraint entry_object_version unique (object_id, object_version)
      );

      create table pending (
        seq      bigint generated always as identity primary key,
        entry_id uuid not null,
        hash     bytea not null
      );

      -- the log; what the history is filtered by stands here too, so that each filter is read in log order
      create table leaf (
        index             bigint primary key,
        entry_id          uuid not null unique references entry (id),
        hash              bytea not null,
        at                timestamptz(3) not null,
        actor_id          uuid,
        object_type       text not null,
        object_id         uuid not null,
        review_id         uuid,
        recommendation_id uuid
      );
      create index leaf_object on leaf (object_id, index);
      create index leaf_recommendation on leaf (recommendation_id, index) where recommendation_id is not null;
      create index leaf_review on leaf (review_id, index) where review_id is not null;
      create index leaf_actor on leaf (actor_id, index);
      create index leaf_type on leaf (object_type, index);
      create index leaf_time on leaf (at, index);

      create table log_head (
        only_one boolean primary key default true check (only_one),
        size     bigint not null
      );
      insert into log_head (size) values (0);

      create table idempotency (
        actor_id   uuid not null,
        key        text not null,
        request    bytea not null,
        receipt    jsonb not null,
        created_at timestamptz(3) not null default now(),
        constraint idempotency_key primary key (actor_id, key)
      );
      create index idempotency_age on idempotency (created_at);

      create function history_is_kept() returns trigger language plpgsql as $$
        begin
          raise exception 'the history is never changed or removed';
        end
      $$;
      create trigger entry_is_kept before update or delete or truncate on entry
        for each statement execute function history_is_kept();
      create trigger leaf_is_kept before update or delete or truncate on leaf
        for each statement execute function history_is_kept();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table idempotency, log_head, leaf, pending, entry;
      drop function history_is_kept();
    `);
  }
}
