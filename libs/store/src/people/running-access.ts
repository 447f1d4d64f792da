import type { Pool } from 'pg';
import { idleHours } from './sessions.js';

/** Those of the sessions and tokens that run still. */
export async function runningAccess(pool: Pool, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'running-access',
    text: `select id from session where id = any($1::uuid[]) and expires_at > now()
        and last_seen_at > now() - interval '${idleHours} hours'
      union all select id from api_token where id = any($1::uuid[]) and expires_at > now()`,
    values: [ids],
  });
  return new Set(rows.map(({ id }) => id));
}
