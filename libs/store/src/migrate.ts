import { dataSource } from './database.js';

/** Brings the schema of a database up to date; does nothing where it is. Answers the names of what it ran. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const source = await dataSource(databaseUrl, { poolSize: 1 }).initialize();
  try {
    const ran = await source.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}
