import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs to a recommendation: proposals, actions, evidence and comments. */
export class Work1764000000004 implements MigrationInterface {
  readonly name = 'Work1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table proposal (
        id                uuid primary key,
        version           integer not null,
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null,
        head_hash         bytea not null,
        recommendation_id uuid not null references recommendation (id),
        change            jsonb not null,
        pinned_version    integer not null,
        evidence          jsonb not null,
        proposed_by_id    uuid not null references person (id),
        state             text not null,
        decided_by        text not null,
        approvals_needed  integer not null,
        decisions         jsonb not null
      );
      create index proposal_recommendation on proposal (recommendation_id, state);
      create index proposal_waiting on proposal (created_at, id) where state = 'open';
      create index proposal_age on proposal (created_at desc, id desc);
      create index proposal_proposer on proposal (proposed_by_id, created_at desc, id desc);
      create unique index proposal_open_once on proposal (recommendation_id, (change ->> 'transition')) where state = 'open';

      create table action (
        id                uuid primary key,
        version           integer not null,
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null,
        head_hash         bytea not null,
        recommendation_id uuid not null references recommendation (id),
        title             text not null,
        owner_id          uuid references person (id),
        entity_id         uuid references entity (id),
        due_date          date not null,
        due_precision     text not null,
        state             text not null
      );
      create index action_recommendation on action (recommendation_id, due_date, id);
      create index action_owner on action (owner_id, due_date, id) where owner_id is not null;
      create index action_due on action (due_date, id);

      create table evidence (
        id                uuid primary key,
        version           integer not null,
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null,
        head_hash         bytea not null,
        recommendation_id uuid not null references recommendation (id),
        title             text not null,
        kind              text not null,
        url               text,
        file              jsonb,
        effective_from    date,
        effective_to      date,
        confidentiality   text not null,
        added_by_id       uuid not null references person (id),
        state             text not null
      );
      create index evidence_recommendation on evidence (recommendation_id, created_at desc, id desc);
      create index evidence_age on evidence (created_at desc, id desc);

      create table comment (
        id                uuid primary key,
        version           integer not null,
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null,
        head_hash         bytea not null,
        recommendation_id uuid not null references recommendation (id),
        about             jsonb not null,
        parent_id         uuid references comment (id),
        text              text not null,
        mentions          uuid[] not null,
        author_id         uuid not null references person (id),
        state             text not null,
        edits             integer not null
      );
      create index comment_recommendation on comment (recommendation_id, created_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table comment, evidence, action, proposal');
  }
}
