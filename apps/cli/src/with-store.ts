import { Store } from '#store';
import { joinDatabase } from './open-database.js';
import { prepareDatabase } from './prepare-database.js';
import type { Say } from './say.js';

/** Runs a short command's work on the opened and migrated store, and closes all that was opened. */
export async function withStore<T>(
  dataFolder: string,
  say: Say,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const database = await joinDatabase({ dataFolder, databaseUrl: process.env['DATABASE_URL'] }, say);
  try {
    await prepareDatabase(database);
    const store = await Store.open(database.url, { poolSize: 4 });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await database.close();
  }
}
