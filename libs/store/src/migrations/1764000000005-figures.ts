import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts kept by a consumer of the feed. `figure_member` says what each recommendation counts as now; `figure`
 * holds the counts. Both are exact as of the leaf index in `consumer`.
 */
export class Figures1764000000005 implements MigrationInterface {
  readonly name = 'Figures1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consumer (
        name       text primary key,
        leaf_index bigint not null
      );
      insert into consumer (name, leaf_index) values ('figures', -1);

      create table figure_member (
        recommendation_id uuid primary key,
        counted           jsonb not null
      );

      create table figure (
        review_id       uuid not null,
        lead_entity_id  uuid,
        confidentiality text not null,
        issuance        text not null,
        acceptance      text not null,
        implementation  text not null,
        verification    text not null,
        closure         text not null,
        count           integer not null,
        constraint figure_cell unique nulls not distinct
          (review_id, lead_entity_id, confidentiality, issuance, acceptance, implementation, verification, closure)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table figure, figure_member, consumer');
  }
}
