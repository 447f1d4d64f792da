import type { Pool, PoolClient } from 'pg';

/** How long one statement of a check may take, in milliseconds; each reads one batch or passes over one table. */
const statementMs = 300_000;

/**
 * Runs `read` on one snapshot of the whole database: what is committed meanwhile is not seen by any part of it, so
 * that rows, entries and the log are compared as of one moment.
 */
export async function inSnapshot<T>(pool: Pool, read: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read, read only');
    await client.query(`set local statement_timeout = ${statementMs}`);
    return await read(client);
  } finally {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed;
    });
    client.release(broken);
  }
}
