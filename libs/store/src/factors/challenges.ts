import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** What a passkey is asked for. */
export type ChallengePurpose = 'register' | 'sign-in' | 'second-factor' | 'step-up';

const minutes = 5;
const form = /^[A-Za-z0-9_-]{43}$/;

/** A fresh challenge of 256 bits, good once and for five minutes. It takes some that ran out with it. */
export async function newChallenge(
  pool: Pool,
  purpose: ChallengePurpose,
  personId: string | null,
): Promise<string> {
  const challenge = randomBytes(32).toString('base64url');
  await pool.query(
    `with gone as (delete from passkey_challenge where challenge in
       (select challenge from passkey_challenge where expires_at < now() limit 100 for update skip locked))
     insert into passkey_challenge (challenge, purpose, person_id, expires_at)
     values ($1, $2, $3, now() + make_interval(mins => $4))`,
    [challenge, purpose, personId, minutes],
  );
  return challenge;
}

/** Takes a challenge away; whether it was there, for this purpose and person, and in time. */
export async function takeChallenge(
  pool: Pool,
  challenge: string,
  purpose: ChallengePurpose,
  personId: string | null,
): Promise<boolean> {
  if (!form.test(challenge)) return false;
  const { rows } = await pool.query<{ fits: boolean }>(
    `delete from passkey_challenge where challenge = $1
     returning purpose = $2 and person_id is not distinct from $3::uuid and expires_at > now() as fits`,
    [challenge, purpose, personId],
  );
  return rows[0]?.fits ?? false;
}
