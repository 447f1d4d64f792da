import type { PoolClient } from 'pg';
import type { Command, CommandName, SessionEnding } from '#contracts';
import { removeAllFactors } from '../factors/remove-all.js';
import { endTickets } from '../factors/tickets.js';
import { recordEndings } from '../occurrence/sign-ins.js';
import type { Session } from '../people/sessions.js';

/** A password's argon2id hash, kept beside the account. */
export interface Secret {
  passwordHash: string;
}

/** What hangs on a command and stays outside the history: credentials, and sessions that must end with it. */
export async function sideEffects(
  client: PoolClient,
  command: Command,
  { secret, requestId }: { secret?: Secret; requestId: string },
): Promise<void> {
  if (command.name === 'person.set-password') {
    if (!secret) throw new Error('a password must come hashed, beside its command');
    await client.query(
      `insert into credential (person_id, password_hash) values ($1, $2)
       on conflict (person_id) do update set password_hash = excluded.password_hash`,
      [command.objectId, secret.passwordHash],
    );
  }
  if (command.name === 'person.reset-factors') await removeAllFactors(client, command.objectId);
  const ending = endings[command.name];
  if (ending) {
    await endTickets(client, command.objectId);
    const { rows } = await client.query<Pick<Session, 'id' | 'personId'>>(
      'delete from session where person_id = $1 returning id, person_id as "personId"',
      [command.objectId],
    );
    await recordEndings(client, rows, ending, requestId);
  }
}

/** Commands that end every session of their person, and what is recorded of those sessions. */
const endings: { [C in CommandName]?: SessionEnding } = {
  'person.set-password': 'password-set',
  'person.reset-factors': 'factors-reset',
  'person.deactivate': 'deactivated',
};
