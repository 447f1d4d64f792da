import type { Pool } from 'pg';

/** The newest signed checkpoint, as it was signed; null where none was signed yet. */
export async function newestCheckpoint(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ note: string }>(
    'select note from checkpoint order by size desc limit 1',
  );
  return rows[0]?.note ?? null;
}
