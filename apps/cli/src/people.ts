import type { Actor } from '#contracts';
import { isRunning, type Store } from '#store';
import { Trouble } from './trouble.js';

/** The active person with this address, as permissions know them. */
export async function actorByEmail(store: Store, email: string): Promise<Actor> {
  const address = email.normalize('NFC').trim().toLowerCase();
  const { rows } = await store.pool.query<{ id: string; state: string }>(
    'select id, state from person where email = $1',
    [address],
  );
  const person = rows[0];
  if (!person) throw new Trouble('failed', `There is no account with the address ${address}.`);
  if (person.state !== 'active') throw new Trouble('failed', `The account ${address} is closed.`);
  return store.actors.of(person.id);
}

/** The administrator of the whole installation, where there is exactly one. */
export async function onlyAdministrator(store: Store): Promise<Actor> {
  const { rows } = await store.pool.query<{ id: string }>(
    `select distinct person.id from person join "grant" held on held.person_id = person.id
     where person.state = 'active' and ${isRunning('held')}
       and held.role = 'administrator' and held.scope_type = 'installation'`,
  );
  const [only, other] = rows;
  if (only && !other) return store.actors.of(only.id);
  throw new Trouble(
    'failed',
    only
      ? 'There are several administrators: say with --as EMAIL which of them opens the account.'
      : 'There is no active administrator who could open an account.',
  );
}
