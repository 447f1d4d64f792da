import type { Pool, QueryResult, QueryResultRow } from 'pg';
import { dataSource } from '#store';

/** Asks or changes the database as who signs in to it, past what the roles of the product may do. */
export async function asOwner<R extends QueryResultRow = QueryResultRow>(
  pool: Pool,
  statement: string,
  values: unknown[] = [],
): Promise<QueryResult<R>> {
  const client = await pool.connect();
  try {
    await client.query('begin; set local role none');
    const result = await client.query<R>(statement, values);
    await client.query('commit');
    return result;
  } catch (fault) {
    await client.query('rollback');
    throw fault;
  } finally {
    client.release();
  }
}

/** Undoes the newest migration of a database. */
export async function undoLastMigration(databaseUrl: string): Promise<void> {
  const source = await dataSource(databaseUrl, { poolSize: 1 }).initialize();
  try {
    await source.undoLastMigration();
  } finally {
    await source.destroy();
  }
}
