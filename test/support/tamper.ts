import type { Pool } from 'pg';

/** Changes the database as a superuser could: past every trigger and foreign key. Answers how many rows. */
export async function tamper(pool: Pool, statement: string, values: unknown[] = []): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin; set local role none; set local session_replication_role = replica');
    const { rowCount } = await client.query(statement, values);
    await client.query('commit');
    return rowCount ?? 0;
  } finally {
    client.release();
  }
}

/** Lets two leaves change places. */
export async function swapLeaves(pool: Pool, one?: number, other?: number): Promise<number> {
  await tamper(pool, 'update leaf set index = -1 - index where index in ($1, $2)', [one, other]);
  return tamper(
    pool,
    'update leaf set index = case index when -1 - $1::bigint then $2::bigint else $1::bigint end where index < 0',
    [one, other],
  );
}
