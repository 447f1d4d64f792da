import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Installation, entities, persons and their grants; credentials and sessions, which the history never sees. */
export class Accounts1764000000002 implements MigrationInterface {
  readonly name = 'Accounts1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table installation (
        id                uuid primary key,
        version           integer not null,
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null,
        head_hash         bytea not null,
        name              text not null,
        simulated_clock   boolean not null,
        definition_sha256 text not null
      );
      create unique index installation_only_one on installation ((true));

      create table entity (
        id         uuid primary key,
        version    integer not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        head_hash  bytea not null,
        name       text not null,
        acronym    text,
        kind       text not null,
        parent_id  uuid references entity (id)
      );
      create unique index entity_acronym on entity (lower(acronym));
      create unique index entity_name on entity (lower(name));
      create index entity_parent on entity (parent_id);

      create table person (
        id               uuid primary key,
        version          integer not null,
        created_at       timestamptz(3) not null,
        updated_at       timestamptz(3) not null,
        head_hash        bytea not null,
        name             text not null,
        email            text not null constraint person_email unique,
        language         text not null,
        state            text not null,
        password_changes integer not null
      );
      create index person_name on person (lower(name), id);

      create table "grant" (
        id         uuid primary key,
        version    integer not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        head_hash  bytea not null,
        person_id  uuid not null references person (id),
        role       text not null,
        scope_type text not null,
        scope_id   uuid,
        verifies   boolean not null,
        ended_at   timestamptz(3)
      );
      create index grant_person on "grant" (person_id, created_at);
      create index grant_age on "grant" (created_at, id);
      create unique index grant_running on "grant" (person_id, role, scope_type, scope_id)
        nulls not distinct where ended_at is null;

      create table credential (
        person_id     uuid primary key references person (id),
        password_hash text not null
      );

      create table session (
        id           uuid primary key,
        token_sha256 bytea not null unique,
        person_id    uuid not null references person (id),
        created_at   timestamptz(3) not null default now(),
        expires_at   timestamptz(3) not null
      );
      create index session_person on session (person_id);
      create index session_expiry on session (expires_at);

      create table seen (
        person_id  uuid primary key references person (id),
        leaf_index bigint not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seen, session, credential, "grant", person, entity, installation');
  }
}
