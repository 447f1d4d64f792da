import pg from 'pg';
import { dataSource } from './database.js';
import { readerRole, writerRole } from './roles.js';

/**
 * Brings the schema of a database up to date, as its owner; does nothing where it is. Answers the names of what it
 * ran.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  return asOwnerOf(ownerUrl, async (_ask, source) => {
    const ran = await source.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  });
}

/** Lets the login under which the product runs act as its roles. Nothing is done for the owner, who may anyway. */
export async function letIn(ownerUrl: string, productUrl: string): Promise<void> {
  const login = decodeURIComponent(new URL(productUrl).username);
  if (login === '' || login === decodeURIComponent(new URL(ownerUrl).username)) return;
  const roles = [readerRole, writerRole];
  await asOwnerOf(ownerUrl, async (ask) => {
    const [row] = await ask(
      `select bool_and(pg_has_role($1, role, 'set')) as "isIn" from unnest($2::name[]) as role`,
      [login, roles],
    );
    if (row?.['isIn'] !== true) await ask(`grant ${roles.join(', ')} to ${pg.escapeIdentifier(login)}`);
  });
}

/** Takes everything out of a database, as its owner. */
export async function emptyDatabase(ownerUrl: string): Promise<void> {
  await asOwnerOf(ownerUrl, async (ask) => {
    // Jobs keep schemas of their own beside `public`.
    const rows = await ask(
      `select format('drop schema %I cascade', nspname) as drop from pg_namespace
       where nspname !~ '^pg_' and nspname <> 'information_schema'`,
    );
    for (const { drop } of rows) await ask(String(drop));
    await ask('create schema public');
  });
}

type Ask = (statement: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

async function asOwnerOf<T>(
  ownerUrl: string,
  work: (ask: Ask, source: ReturnType<typeof dataSource>) => Promise<T>,
): Promise<T> {
  const source = await dataSource(ownerUrl, { poolSize: 1 }).initialize();
  try {
    return await work((statement, values) => source.query(statement, values), source);
  } finally {
    await source.destroy();
  }
}
