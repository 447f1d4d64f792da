import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { Refusal, type Command, type PersonState } from '#contracts';
import { commit } from '../commit/commit.js';
import { writeOccurrences } from '../occurrence/record-occurrence.js';
import { openedByProvider } from '../sign-on/identities.js';
import { bringAllInStep, type ByWord } from '../sign-on/mapped-grants.js';
import type { Store } from '../store.js';
import {
  directoryUser,
  isKnownAlready,
  noteRemoval,
  noteUser,
  type DirectoryUser,
  type ToldUser,
} from './users.js';

/** By the word of which provider, and whether an address that it tells leads to the account that has it. */
export interface DirectoryWord extends ByWord {
  issuer: string;
  trustsEmail: boolean;
}

/** What an account is called by what was told of its person. */
export function nameTold({
  displayName,
  formatted,
  givenName,
  familyName,
  userName,
}: Omit<ToldUser, 'isActive' | 'email'>): string {
  const joined = [givenName, familyName].filter((part) => part !== null).join(' ');
  return (displayName ?? formatted ?? joined) || userName;
}

/**
 * Takes in somebody of whom the directory tells: opens an account, takes back one that it kept before, or takes over
 * the one with this address where the operator trusts the provider for addresses.
 *
 * @throws Refusal already-exists where it told of them before, or another account has the address
 */
export async function takeIn(store: Store, told: ToldUser, word: DirectoryWord): Promise<DirectoryUser> {
  await mustBeNew(store.pool, told, null);
  const found = await accountOf(store.pool, told.email);
  if (!found) {
    const id = uuid();
    const input = { name: nameTold(told), email: told.email, language: told.language ?? 'en' };
    await carryOut(store, { name: 'person.create', objectType: 'person', objectId: id, input }, word);
    await noteUser(store.pool, id, told);
    return settle(store, id, { was: { ...told, isActive: true }, told }, word);
  }
  if (found.isKept || !(found.isItsOwn || word.trustsEmail))
    throw new Refusal('already-exists', 'another account has this address', {
      fields: [{ field: 'emails', message: 'is the address of an account that the directory does not keep' }],
    });
  if (told.isActive && found.isClosedByPerson)
    throw new Refusal('not-permitted', 'a person closed this account: a person opens it again', {
      rule: 'provider/closed-by-a-person',
    });
  await store.transaction(async (client) => {
    await noteUser(client, found.id, told);
    if (found.isItsOwn) return;
    const occurrence = { action: 'sign-in.linked', body: { issuer: word.issuer, by: 'directory' } } as const;
    await writeOccurrences(client, [[occurrence, { actorId: found.id, requestId: word.requestId }]]);
  });
  store.bell.ring();
  return settle(store, found.id, { was: asTold(found, told), told }, word);
}

/** Brings an account in step with what the directory tells of it now. */
export async function changeUser(
  store: Store,
  { id, told: was }: DirectoryUser,
  told: ToldUser,
  word: DirectoryWord,
): Promise<DirectoryUser> {
  await mustBeNew(store.pool, told, id);
  const other = told.email === was.email ? null : await accountOf(store.pool, told.email);
  if (other && other.id !== id) throw new Refusal('already-exists', 'another account has this address');
  await changeAccount(store, id, { was, told }, word);
  await noteUser(store.pool, id, told);
  return settle(store, id, { was: told, told }, word);
}

/** Closes the account of somebody who is no longer in the directory. Nobody is erased: what they did stays theirs. */
export async function letGo(store: Store, { id, told }: DirectoryUser, word: DirectoryWord): Promise<void> {
  await changeAccount(store, id, { was: told, told: { ...told, isActive: false } }, word);
  await store.transaction((client) => noteRemoval(client, id));
  await bringAllInStep(store, [id], word);
}

interface Change {
  was: ToldUser;
  told: ToldUser;
}

async function settle(store: Store, id: string, change: Change, word: DirectoryWord): Promise<DirectoryUser> {
  await changeAccount(store, id, change, word);
  await bringAllInStep(store, [id], word);
  const user = await directoryUser(store.pool, id);
  if (!user) throw new Refusal('not-found', 'the directory let go of it meanwhile');
  return user;
}

/** Changes of the account what the directory tells differently than before; what else was done to it stays. */
async function changeAccount(
  store: Store,
  objectId: string,
  { was, told }: Change,
  word: DirectoryWord,
): Promise<void> {
  const about = { objectType: 'person', objectId } as const;
  if (was.isActive !== told.isActive)
    await unlessDone(carryOut(store, { ...about, ...activityOf(told) }, word));
  const name = nameTold(told);
  const input = {
    ...(name !== nameTold(was) && { name }),
    ...(told.email !== was.email && { email: told.email }),
    ...(told.language !== null && told.language !== was.language && { language: told.language }),
  };
  if (Object.keys(input).length > 0)
    await unlessDone(carryOut(store, { ...about, name: 'person.change', input }, word));
}

const activityOf = ({ isActive }: ToldUser) =>
  isActive
    ? ({ name: 'person.reactivate', input: { reason: 'Open again in the directory' } } as const)
    : ({ name: 'person.deactivate', input: { reason: 'No longer active in the directory' } } as const);

/** A person may have done the same just before: then it is as the directory says. */
async function unlessDone(done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (fault) {
    if (!(fault instanceof Refusal && fault.code === 'nothing-to-change')) throw fault;
  }
}

const carryOut = (store: Store, command: Command, { provider, requestId }: ByWord) =>
  commit(store, null, command, { provider, requestId, expectedVersion: null });

async function mustBeNew(pool: Pool, told: ToldUser, exceptId: string | null): Promise<void> {
  if (await isKnownAlready(pool, told, exceptId))
    throw new Refusal('already-exists', 'another user has this userName or externalId');
}

type Account = Pick<PersonState, 'id' | 'name' | 'email' | 'language' | 'state'> & {
  /** Whether the directory keeps it now. */
  isKept: boolean;
  /** Whether the provider opened it, or its directory kept it before. */
  isItsOwn: boolean;
  isClosedByPerson: boolean;
};

async function accountOf(pool: Pool, email: string): Promise<Account | null> {
  const { rows } = await pool.query<Account>(
    `select person.id, person.name, person.email, person.language, person.state,
       told.person_id is not null and told.removed_at is null as "isKept",
       told.person_id is not null or ${openedByProvider} as "isItsOwn",
       person.state = 'deactivated' and (select entry.actor_id is not null from entry
         where entry.object_id = person.id and entry.action = 'person.deactivated'
         order by entry.object_version desc limit 1) as "isClosedByPerson"
     from person left join directory_user told on told.person_id = person.id where person.email = $1`,
    [email],
  );
  return rows[0] ?? null;
}

/** An account that the directory takes over, as if it had told of it before: what differs is changed. */
const asTold = ({ name, email, language, state }: Account, told: ToldUser): ToldUser => ({
  ...told,
  displayName: name,
  email,
  language,
  isActive: state === 'active',
});
