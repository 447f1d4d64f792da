import { Command } from 'commander';
import { joinDatabase } from '../open-database.js';
import { prepareDatabase } from '../prepare-database.js';
import type { Say } from '../say.js';
import { dataOption } from './data-option.js';

/** `uphold migrate`: brings the tables up to date. */
export function migrateCommand(say: Say): Command {
  return new Command('migrate')
    .description('bring the tables of the database up to date')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
DATABASE_URL names your own PostgreSQL; without it the embedded database is used.
MIGRATION_DATABASE_URL names the owner of the tables, where the product runs under another login, as it should.
The commands "serve" and "demo" migrate by themselves.

Example:
  DATABASE_URL=postgres://uphold:secret@db.example/uphold uphold migrate`,
    )
    .action(async ({ data }: { data: string }) => {
      const database = await joinDatabase(
        { dataFolder: data, databaseUrl: process.env['DATABASE_URL'] },
        say,
      );
      try {
        const ran = await prepareDatabase(database);
        say.line(ran.length === 0 ? 'The database is up to date.' : `Migrated: ${ran.join(', ')}.`);
      } finally {
        await database.close();
      }
    });
}
