import { v7 as uuid } from 'uuid';
import { CreatePerson, Refusal } from '#contracts';
import { commit } from '../commit/commit.js';
import type { Store } from '../store.js';
import type { ByWord } from './mapped-grants.js';

/** Somebody who comes for the first time, as the provider tells of them; the address is one that it vouches for. */
export interface Newcomer {
  email: string;
  name: string | null;
  language: string | null;
}

/**
 * Opens an account at somebody's first single sign-on, where the installation is set to do so for the domain of their
 * address. It has no rights but those that its groups bring, and no password.
 *
 * @returns its identifier; null where none is opened: the domain is not named, what was told makes no account, or there
 *   is one with this address by now
 */
export async function openAccount(
  store: Store,
  { email, name, language }: Newcomer,
  { provider, requestId }: ByWord,
): Promise<string | null> {
  const { accountDomains } = await store.settings.current();
  const [local, domain = ''] = email.toLowerCase().split('@');
  if (!accountDomains.includes(domain)) return null;
  const told = CreatePerson.safeParse({ email, name: name ?? local, ...(language && { language }) });
  if (!told.success) return null;
  const objectId = uuid();
  const command = { name: 'person.create', objectType: 'person', objectId, input: told.data } as const;
  try {
    await commit(store, null, command, { provider, requestId, expectedVersion: null });
    return objectId;
  } catch (fault) {
    if (fault instanceof Refusal && fault.code === 'already-exists') return null;
    throw fault;
  }
}
