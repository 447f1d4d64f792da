import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The house checking itself: what was checked with what result, the alarms that this raised, what is known of
 * each file of evidence, and mails with their fate. None of it is content or history.
 */
export class Checks1764000000012 implements MigrationInterface {
  readonly name = 'Checks1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table check_run (
        id              uuid primary key,
        kind            text not null,
        asked_at        timestamptz(3) not null default now(),
        asked_by_id     uuid references person (id),
        started_at      timestamptz(3),
        finished_at     timestamptz(3),
        cancel_asked_at timestamptz(3),
        -- how often it was begun: a process that dies leaves it to the next one
        attempts        integer not null default 0,
        seed            integer,
        counts          jsonb not null default '{}',
        findings        jsonb not null default '[]',
        finding_count   integer not null default 0,
        outcome         text
      );
      create index check_run_age on check_run (asked_at desc, id desc);
      create index check_run_kind on check_run (kind, asked_at desc, id desc);
      create unique index check_run_unfinished on check_run (kind) where finished_at is null;

      create table alarm (
        id         uuid primary key,
        kind       text not null,
        -- code and place of the finding: what is found again is the same alarm
        subject    text not null,
        finding    jsonb not null,
        raised_at  timestamptz(3) not null default now(),
        seen_at    timestamptz(3) not null default now(),
        raised_by  uuid not null references check_run (id),
        cleared_at timestamptz(3),
        cleared_by uuid references check_run (id)
      );
      create unique index alarm_open on alarm (kind, subject) where cleared_at is null;
      create index alarm_open_age on alarm (raised_at desc, id desc) where cleared_at is null;
      create index alarm_age on alarm (raised_at desc, id desc);

      -- every file that the history names, by the entry that brought it
      create table evidence_check (
        storage_key       text primary key,
        entry_id          uuid not null,
        evidence_id       uuid not null,
        recommendation_id uuid not null,
        object_version    integer not null,
        outcome           text not null default 'unchecked',
        checked_at        timestamptz(3)
      );
      create index evidence_check_oldest on evidence_check (checked_at nulls first, storage_key);
      create index evidence_check_bad on evidence_check (recommendation_id, evidence_id)
        where outcome in ('missing', 'altered');
      create index evidence_check_item on evidence_check (evidence_id);
      insert into consumer (name, leaf_index) values ('evidence-files', -1);

      create index evidence_period_end on evidence (effective_to, id) where state = 'current' and effective_to is not null;

      create table checkpoint_mail (
        person_id uuid primary key references person (id),
        since     timestamptz(3) not null default now()
      );

      create table mail (
        id        uuid primary key,
        -- what it is about and for whom: made once, whatever is retried
        key       text not null unique,
        person_id uuid not null references person (id),
        subject   text not null,
        text      text not null,
        made_at   timestamptz(3) not null default now(),
        state     text not null default 'waiting',
        state_at  timestamptz(3) not null default now(),
        attempts  integer not null default 0,
        fault     text
      );
      create index mail_unsent on mail (made_at, id) where state in ('waiting', 'sending');
      create index mail_person on mail (person_id, made_at desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table mail, checkpoint_mail, alarm, check_run, evidence_check;
      drop index evidence_period_end;
      delete from consumer where name = 'evidence-files';
    `);
  }
}
