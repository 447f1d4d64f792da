import { hash, verify, type Algorithm } from '@node-rs/argon2';
import type { Pool, PoolClient } from 'pg';
import type { SignInFault } from '#contracts';

/** Argon2id with the first parameters that OWASP's Password Storage Cheat Sheet recommends: 19 MiB, 2 passes, 1 lane. */
const options = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash that no password fits, so that an unknown address takes as long as a wrong password. */
let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), options);

/** What comes of an address and a password: whose they are, or why they let nobody in. */
export type PasswordCheck =
  | { personId: string; fault: null }
  | { personId: string; fault: SignInFault }
  /** There is no account of this address. */
  | { personId: null; fault: 'unknown' };

/** Checks an address and a password. Takes equally long whether or not the address is known. */
export async function checkPassword(pool: Pool, email: string, password: string): Promise<PasswordCheck> {
  const { rows } = await pool.query<{ id: string; state: string; passwordHash: string | null }>({
    name: 'credential',
    text: `select p.id, p.state, c.password_hash as "passwordHash"
      from person p left join credential c on c.person_id = p.id where p.email = $1`,
    values: [email.normalize('NFC').trim().toLowerCase()],
  });
  const found = rows[0];
  decoy ??= hashPassword(crypto.randomUUID());
  const isRight = await verify(found?.passwordHash ?? (await decoy), password.normalize('NFKC'));
  if (!found) return { personId: null, fault: 'unknown' };
  return { personId: found.id, fault: faultOf(found, isRight) };
}

function faultOf(
  { state, passwordHash }: { state: string; passwordHash: string | null },
  isRight: boolean,
): SignInFault | null {
  if (state !== 'active') return 'account-closed';
  if (!passwordHash) return 'no-password';
  return isRight ? null : 'wrong-password';
}

/** Whether this is the password of a person who is signed in. */
export async function isPasswordOf(
  client: Pick<PoolClient, 'query'>,
  personId: string,
  password: string,
): Promise<boolean> {
  const { rows } = await client.query<{ hash: string }>(
    'select password_hash as hash from credential where person_id = $1',
    [personId],
  );
  return rows[0] !== undefined && verify(rows[0].hash, password.normalize('NFKC'));
}

/** The active person whose address and password these are, or null. */
export async function personByPassword(pool: Pool, email: string, password: string): Promise<string | null> {
  const { personId, fault } = await checkPassword(pool, email, password);
  return fault ? null : personId;
}
