import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in a transaction: committed when it returns, undone when it throws. Its first statement travels with
 * `begin`.
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const [, result] = await Promise.all([client.query('begin'), work(client)]);
    await client.query('commit');
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
