import type { PoolClient } from 'pg';

const tables = [
  'totp',
  'totp_enrolment',
  'recovery_code',
  'passkey',
  'passkey_challenge',
  'sign_in_ticket',
  'factor_pace',
];

/** Takes every second factor of a person away, and what was begun with them; the person is told at the next sign-in. */
export async function removeAllFactors(client: PoolClient, personId: string): Promise<void> {
  for (const table of tables) await client.query(`delete from ${table} where person_id = $1`, [personId]);
  await client.query(
    `insert into factor_reset (person_id) values ($1)
     on conflict (person_id) do update set reset_at = excluded.reset_at`,
    [personId],
  );
}
