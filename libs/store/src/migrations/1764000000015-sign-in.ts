import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stays of a sign-in: sessions that know how and when their person signed in and were last seen, API tokens,
 * links by which a password is chosen, and the lines in which guesses wait. None of it is history.
 */
export class SignIn1764000000015 implements MigrationInterface {
  readonly name = 'SignIn1764000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table session
        add column authenticated_at timestamptz(3),
        add column last_seen_at timestamptz(3) not null default now(),
        add column user_agent text,
        add column methods text[] not null default '{password}',
        add constraint session_user_agent check (length(user_agent) <= 300);
      update session set authenticated_at = created_at;
      alter table session alter column authenticated_at set not null, alter column methods drop default;
      create index session_last_seen on session (last_seen_at);

      create table api_token (
        id           uuid primary key,
        token_sha256 bytea not null unique,
        person_id    uuid not null references person (id),
        name         text not null,
        access       text not null constraint api_token_access check (access in ('read', 'write')),
        -- the commands that it may issue; null for all that its access lets through
        commands     text[],
        -- by what its person had shown who they are when they made it
        methods      text[] not null,
        created_at   timestamptz(3) not null default now(),
        expires_at   timestamptz(3) not null,
        last_used_at timestamptz(3)
      );
      create index api_token_person on api_token (person_id, id);
      create index api_token_expiry on api_token (expires_at);

      create table password_link (
        id            uuid primary key,
        -- null until the mail that carries it is sent
        token_sha256  bytea unique,
        person_id     uuid not null references person (id),
        kind          text not null constraint password_link_kind check (kind in ('invitation', 'reset')),
        created_by_id uuid references person (id),
        created_at    timestamptz(3) not null default now(),
        expires_at    timestamptz(3) not null,
        is_mailed     boolean not null
      );
      -- a new link takes the place of the one before
      create unique index password_link_one on password_link (person_id, kind);
      create index password_link_expiry on password_link (expires_at);

      create index leaf_sign_in on leaf (actor_id, index) where object_type = 'sign-in';

      create table sign_in_line (
        -- SHA-256 of an address or of a place in the network: nobody reads here who tried whom
        key        bytea primary key,
        attempts   integer not null,
        -- when the next attempt may be made
        free_at    timestamptz(3) not null,
        expires_at timestamptz(3) not null
      );
      create index sign_in_line_expiry on sign_in_line (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index leaf_sign_in;
      drop table sign_in_line, password_link, api_token;
      alter table session drop column authenticated_at, drop column last_seen_at, drop column user_agent,
        drop column methods;
    `);
  }
}
