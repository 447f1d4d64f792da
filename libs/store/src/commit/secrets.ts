import type { PoolClient } from 'pg';
import { Refusal, type Command, type CommandName, type SessionEnding } from '#contracts';
import { removeAllFactors } from '../factors/remove-all.js';
import { endTickets } from '../factors/tickets.js';
import { refuseWeakPassword, type PasswordContext } from '../people/new-password.js';
import { endPasswordLinks, endSessions, endTokens } from '../occurrence/endings.js';

/** A password's argon2id hash, kept beside the account. */
export interface Secret {
  passwordHash: string;
  /** The session in which the password is changed, which goes on. */
  goesOn?: string;
  /** The link by which it is chosen, which is used up. */
  linkId?: string;
}

/** What hangs on a command and stays outside the history: credentials, and what must end with it. */
export async function sideEffects(
  client: PoolClient,
  command: Command,
  { secret, requestId }: { secret?: Secret; requestId: string },
): Promise<void> {
  const effect = effects[command.name];
  if (!effect) return;
  const personId = command.objectId;
  if (effect.setsPassword) {
    if (!secret) throw new Error('a password must come hashed, beside its command');
    await mustBeStrong(client, command);
    await client.query(
      `insert into credential (person_id, password_hash) values ($1, $2)
       on conflict (person_id) do update set password_hash = excluded.password_hash`,
      [personId, secret.passwordHash],
    );
  }
  if (command.name === 'person.reset-factors') await removeAllFactors(client, personId);
  await endTickets(client, personId);
  const links = await endPasswordLinks(client, { personId }, { used: secret?.linkId, requestId });
  if (secret?.linkId && !links.includes(secret.linkId))
    throw new Refusal('link-not-valid', 'this link was used, taken back, or has run out');
  const { ending } = effect;
  await endSessions(client, { personId, except: secret?.goesOn }, { ending, requestId });
  if (effect.endsTokens || secret?.linkId) await endTokens(client, { personId }, { ending, requestId });
}

/** Looked at here, once the person may set it: what is wrong with a password tells of whom it is for. */
async function mustBeStrong(client: PoolClient, command: Command): Promise<void> {
  if (!('password' in command.input)) return;
  const { rows } = await client.query<PasswordContext & { isDemo: boolean }>(
    `select person.name, person.email, installation.name as installation, installation.simulated_clock as "isDemo"
     from person, installation where person.id = $1`,
    [command.objectId],
  );
  // Passwords of a demo are told to everybody.
  if (rows[0] && !rows[0].isDemo) refuseWeakPassword(command.input.password, rows[0]);
}

interface Effect {
  ending: SessionEnding;
  setsPassword?: boolean;
  endsTokens?: boolean;
}

/** Commands that end what is open of their person. Whoever changes their own password keeps their tokens. */
const effects: { [C in CommandName]?: Effect } = {
  'person.set-password': { ending: 'password-set', setsPassword: true, endsTokens: true },
  'person.change-password': { ending: 'password-set', setsPassword: true },
  'person.reset-factors': { ending: 'factors-reset' },
  'person.deactivate': { ending: 'deactivated', endsTokens: true },
};
