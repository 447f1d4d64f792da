import type { Pool, PoolClient } from 'pg';
import { secondFactors, type SecondFactor } from '#contracts';

/** Whether a right password is not enough for this person. */
export async function hasFactor(client: Pool | PoolClient, personId: string): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    `select exists (select 1 from totp where person_id = $1)
       or exists (select 1 from passkey where person_id = $1) as has`,
    [personId],
  );
  return rows[0]?.has ?? false;
}

/** The ways in which a person may show a second factor; none where the password is enough. */
export async function waysOf(client: Pool | PoolClient, personId: string): Promise<SecondFactor[]> {
  const { rows } = await client.query<{ totp: boolean; passkey: boolean; 'recovery-code': boolean }>(
    `select exists (select 1 from totp where person_id = $1) as totp,
       exists (select 1 from passkey where person_id = $1) as passkey,
       exists (select 1 from recovery_code where person_id = $1 and used_at is null) as "recovery-code"`,
    [personId],
  );
  const has = rows[0];
  return has && (has.totp || has.passkey) ? secondFactors.filter((factor) => has[factor]) : [];
}
