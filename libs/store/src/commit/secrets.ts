import type { PoolClient } from 'pg';
import type { Command } from '#contracts';

/** A password's argon2id hash, kept beside the account. */
export interface Secret {
  passwordHash: string;
}

/** What hangs on a command and stays outside the history: credentials, and sessions that must end with it. */
export async function sideEffects(
  client: PoolClient,
  command: Command,
  secret: Secret | undefined,
): Promise<void> {
  if (command.name === 'person.set-password') {
    if (!secret) throw new Error('a password must come hashed, beside its command');
    await client.query(
      `insert into credential (person_id, password_hash) values ($1, $2)
       on conflict (person_id) do update set password_hash = excluded.password_hash`,
      [command.objectId, secret.passwordHash],
    );
  }
  if (command.name === 'person.set-password' || command.name === 'person.deactivate') {
    await client.query('delete from session where person_id = $1', [command.objectId]);
  }
}
