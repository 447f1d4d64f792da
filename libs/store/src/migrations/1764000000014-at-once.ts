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
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rights_change');
  }
}
