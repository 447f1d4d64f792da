import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { CreatePerson, GiveGrant, Refusal, type Actor, type Command, type Role } from '#contracts';
import { commit, found, hashPassword, type Secret, type Store } from '#store';
import { permit } from '#permissions';
import { wordsOf } from '../explain.js';
import { faultWords } from '../import/fault-words.js';
import { actorByEmail, onlyAdministrator } from '../people.js';
import { Trouble } from '../trouble.js';
import { readScope } from './scope.js';

/** An account to open, as the command line names it. */
export interface NewUser {
  name: string;
  email: string;
  role: Role;
  scope: string;
  verifies?: boolean;
  as?: string;
  installation: string;
  password: string;
}

/** Opens the account, or founds the installation with it where there is none yet. */
export async function createUser(
  store: Store,
  user: NewUser,
): Promise<{ personId: string; isFirst: boolean }> {
  const person = CreatePerson.safeParse({ name: user.name, email: user.email });
  if (!person.success) throw new Trouble('usage', `${faultWords(person.error).join('; ')}.`);
  const passwordHash = await hashPassword(user.password);
  const { rowCount } = await store.pool.query('select 1 from installation');
  if (!rowCount) return { personId: await foundWith(store, user, passwordHash), isFirst: true };
  const actor = user.as ? await actorByEmail(store, user.as) : await onlyAdministrator(store);
  const personId = uuid();
  const grant = await grantFor(store, actor, personId, user);
  await issue(store, actor, {
    name: 'person.create',
    objectType: 'person',
    objectId: personId,
    input: person.data,
  });
  await setPassword(store, actor, personId, user.password, passwordHash);
  await issue(store, actor, { name: 'grant.give', objectType: 'grant', objectId: uuid(), input: grant });
  return { personId, isFirst: false };
}

async function foundWith(store: Store, user: NewUser, passwordHash: string): Promise<string> {
  if (!foundingRoles.includes(user.role) || user.scope !== 'installation') {
    throw new Trouble(
      'failed',
      'The first account of an installation is its administrator: use --role administrator, without --scope.',
    );
  }
  const receipt = await found(store, {
    name: user.installation,
    simulatedClock: false,
    administrator: { name: user.name, email: user.email },
  });
  const personId = receipt?.entries.find(({ objectType }) => objectType === 'person')?.objectId;
  if (!personId) throw new Trouble('failed', 'Somebody else founded the installation just now.');
  await setPassword(store, await store.actors.of(personId), personId, user.password, passwordHash);
  return personId;
}

/** Who may be the first of an installation. */
const foundingRoles: readonly Role[] = ['administrator'];

/** The grant, checked before the account is opened so that no account is left behind without one. */
async function grantFor(store: Store, actor: Actor, personId: string, user: NewUser) {
  const scope = await readScope(store, user.scope);
  const grant = GiveGrant.safeParse({
    personId,
    role: user.role,
    ...scope,
    verifies: user.verifies ?? false,
    reason: 'Given with the account, from the command line',
  });
  if (!grant.success) throw new Trouble('usage', `${faultWords(grant.error).join('; ')}.`);
  for (const name of ['person.create', 'person.set-password', 'grant.give'] as const) {
    const refusal = permit(actor, { name }, { grant: grant.data });
    if (refusal) throw new Trouble('failed', `Refused: ${wordsOf(refusal)}.`);
  }
  return grant.data;
}

async function setPassword(
  store: Store,
  actor: Actor,
  personId: string,
  password: string,
  passwordHash: string,
): Promise<void> {
  const input = { password };
  const command = { name: 'person.set-password', objectType: 'person', objectId: personId, input } as const;
  await issue(store, actor, command, { passwordHash });
}

async function issue(store: Store, actor: Actor, command: Command, secret?: Secret): Promise<void> {
  try {
    await commit(store, actor, command, {
      requestId: randomUUID(),
      expectedVersion: null,
      isAtConsole: true,
      ...(secret && { secret }),
    });
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    throw new Trouble('failed', `Refused: ${wordsOf(fault)}.`, { cause: fault });
  }
}
