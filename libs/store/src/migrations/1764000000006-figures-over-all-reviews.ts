import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts over all reviews are kept as well: a cell without a review. They are read without adding reviews up. */
export class FiguresOverAllReviews1764000000006 implements MigrationInterface {
  readonly name = 'FiguresOverAllReviews1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table figure alter column review_id drop not null;
      insert into figure (lead_entity_id, confidentiality, issuance, acceptance, implementation, verification,
        closure, count)
      select lead_entity_id, confidentiality, issuance, acceptance, implementation, verification, closure, sum(count)
      from figure group by 1, 2, 3, 4, 5, 6, 7;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from figure where review_id is null;
      alter table figure alter column review_id set not null;
    `);
  }
}
