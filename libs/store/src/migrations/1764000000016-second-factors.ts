import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an installation asks of sign-ins and approvals, and the second factors of its people. Of the factors the
 * history tells only that they came and went.
 */
export class SecondFactors1764000000016 implements MigrationInterface {
  readonly name = 'SecondFactors1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['installation', 'installation_past'])
      await runner.query(`
        alter table ${table}
          add column step_up_for_approvals text,
          add column step_up_minutes integer,
          add column second_factor text`);
    for (const table of ['person', 'person_past'])
      await runner.query(`alter table ${table} add column factor_resets integer`);
    await runner.query(`
      -- the second factor that a session showed last, and when
      alter table session add column factor text, add column factor_at timestamptz(3);

      create table totp (
        person_id    uuid primary key references person (id),
        -- sealed with a key that the database does not hold
        secret       bytea not null,
        confirmed_at timestamptz(3) not null default now(),
        -- the newest time step whose code was accepted: none is accepted twice
        last_step    bigint not null
      );
      -- a secret that was shown and that no code has confirmed yet
      create table totp_enrolment (
        person_id uuid primary key references person (id),
        secret    bytea not null,
        made_at   timestamptz(3) not null default now()
      );

      create table recovery_code (
        person_id uuid not null references person (id),
        digest    bytea not null,
        used_at   timestamptz(3),
        primary key (person_id, digest)
      );

      create table passkey (
        id            uuid primary key,
        person_id     uuid not null references person (id),
        -- the site that it was made for
        rp_id         text not null,
        credential_id text not null,
        public_key    bytea not null,
        sign_count    bigint not null,
        transports    text[] not null,
        is_synced     boolean not null,
        name          text not null,
        created_at    timestamptz(3) not null default now(),
        last_used_at  timestamptz(3),
        unique (rp_id, credential_id)
      );
      create index passkey_person on passkey (person_id, created_at);

      create table passkey_challenge (
        challenge  text primary key,
        purpose    text not null,
        -- whose answer it waits for; null where anybody may sign in with it
        person_id  uuid references person (id),
        expires_at timestamptz(3) not null
      );
      create index passkey_challenge_expiry on passkey_challenge (expires_at);
      create index passkey_challenge_person on passkey_challenge (person_id);

      -- a sign-in of which the password was right, until the second factor is shown
      create table sign_in_ticket (
        token_sha256 bytea primary key,
        person_id    uuid not null references person (id),
        tries        integer not null default 0,
        expires_at   timestamptz(3) not null
      );
      create index sign_in_ticket_expiry on sign_in_ticket (expires_at);
      create index sign_in_ticket_person on sign_in_ticket (person_id);

      -- how often in a row somebody's codes were wrong, and when the next one is looked at
      create table factor_pace (
        person_id   uuid primary key references person (id),
        failures    integer not null,
        next_try_at timestamptz(3) not null
      );

      -- people whose factors an administrator took away, until they were told
      create table factor_reset (
        person_id uuid primary key references person (id),
        reset_at  timestamptz(3) not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table factor_reset, factor_pace, sign_in_ticket, passkey_challenge, passkey, recovery_code,
        totp_enrolment, totp;
      alter table session drop column factor, drop column factor_at`);
    for (const table of ['person', 'person_past'])
      await runner.query(`alter table ${table} drop column factor_resets`);
    for (const table of ['installation', 'installation_past'])
      await runner.query(`
        alter table ${table}
          drop column step_up_for_approvals, drop column step_up_minutes, drop column second_factor`);
  }
}
