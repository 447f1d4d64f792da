import type { Pool, PoolClient } from 'pg';

export const begin = { name: 'begin', text: 'begin' };
export const commit = { name: 'commit', text: 'commit' };

/** Statements that need no more than to succeed: they travel with `commit`. They are the last that the work sends. */
export type LastStatements = Promise<unknown>[];

/**
 * Runs `work` in a transaction: committed when it returns and its last statements succeeded, undone when it throws
 * or one of them fails. Its first statement travels with `begin`.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient, last: LastStatements) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const last: LastStatements = [];
    const [, result] = await Promise.all([client.query(begin), work(client, last)]);
    // After a statement that failed, PostgreSQL takes `commit` for `rollback`.
    await Promise.all([...last, client.query(commit)]);
    return result;
  } catch (fault) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed;
    });
    throw fault;
  } finally {
    client.release(broken);
  }
}
