import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sign-in that waits for a second factor began with a password, or at the provider of single sign-on. */
export class TicketsOfSignOn1764000000022 implements MigrationInterface {
  readonly name = 'TicketsOfSignOn1764000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table sign_in_ticket add column began_by text not null default 'password' check (began_by in ('password', 'sso'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table sign_in_ticket drop column began_by');
  }
}
