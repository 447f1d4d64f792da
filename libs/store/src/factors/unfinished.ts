import type { Pool } from 'pg';

/** Forgets what was begun with second factors and not ended in time. */
export async function forgetUnfinishedSignIns(pool: Pool): Promise<void> {
  await pool.query('delete from passkey_challenge where expires_at < now()');
  await pool.query('delete from sign_in_ticket where expires_at < now()');
  await pool.query(`delete from totp_enrolment where made_at < now() - interval '1 hour'`);
}
