import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { CommandInput, Receipt } from '#contracts';
import { transitions } from '#workflow';
import { getInstallation } from '../queries/accounts.js';
import type { Store } from '../store.js';
import { commit } from './commit.js';

/** SHA-256 of the workflow definition in force, as the founding entry names it. */
export function definitionSha256(): string {
  return createHash('sha256').update(JSON.stringify(transitions)).digest('hex');
}

/**
 * Founds the installation with its first administrator: the first entry of the log. Null where it is founded
 * already. A simulated clock, for demos alone, lets later entries set their time; `at` is the founding's own.
 */
export async function found(
  store: Store,
  founding: Omit<CommandInput<'installation.found'>, 'definitionSha256'>,
  at?: string,
): Promise<Receipt | null> {
  if (await getInstallation(store.pool)) return null;
  const input = { ...founding, definitionSha256: definitionSha256() };
  const command = {
    name: 'installation.found',
    objectType: 'installation',
    objectId: uuid(),
    input,
  } as const;
  return commit(store, null, command, { requestId: uuid(), expectedVersion: null, ...(at && { at }) });
}
