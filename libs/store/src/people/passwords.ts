import { hash, verify, type Algorithm } from '@node-rs/argon2';
import type { Pool } from 'pg';

/** Argon2id with the first parameters that OWASP's Password Storage Cheat Sheet recommends: 19 MiB, 2 passes, 1 lane. */
const options = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash that no password fits, so that an unknown address takes as long as a wrong password. */
let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), options);

/** The active person whose address and password these are, or null. Takes equally long whether the address exists. */
export async function personByPassword(pool: Pool, email: string, password: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string; passwordHash: string }>({
    name: 'credential',
    text: `select p.id, c.password_hash as "passwordHash" from person p join credential c on c.person_id = p.id
      where p.email = $1 and p.state = 'active'`,
    values: [email.normalize('NFC').trim().toLowerCase()],
  });
  const found = rows[0];
  decoy ??= hashPassword(crypto.randomUUID());
  const isRight = await verify(found?.passwordHash ?? (await decoy), password.normalize('NFKC'));
  return found && isRight ? found.id : null;
}
