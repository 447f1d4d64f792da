import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For whom an account is opened at their first single sign-on: addresses in these domains. */
export class AccountDomains1764000000021 implements MigrationInterface {
  readonly name = 'AccountDomains1764000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table installation add column account_domains text[];
      alter table installation_past add column account_domains text[]`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table installation drop column account_domains;
      alter table installation_past drop column account_domains`);
  }
}
