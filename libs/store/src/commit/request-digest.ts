import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { commands, Refusal, type Command, type Receipt } from '#contracts';

/**
 * SHA-256 of what a command asks. What the server chose for it is left out, since it is chosen anew each time:
 * the identifier of what is made, and the place of a file. So are secrets: a hash of a password would give it away.
 */
export function requestDigest(command: Command, expectedVersion: number | null): Buffer {
  const { name } = command;
  const objectId = commands[name].shape === 'change' ? command.objectId : null;
  const input = name === 'person.set-password' ? {} : command.input;
  const asked = JSON.stringify({ name, objectId, expectedVersion, input }, (field, value: unknown) =>
    field === 'storageKey' ? undefined : value,
  );
  return createHash('sha256').update(asked).digest();
}

/**
 * The receipt that was given for this key before, if any. The same key with another request is refused. A row
 * lock taken earlier in the transaction does not hide a receipt: the statement sees what is committed when it runs.
 */
export async function keptReceipt(
  client: PoolClient,
  actorId: string,
  key: string,
  request: Buffer,
): Promise<Receipt | null> {
  const { rows } = await client.query<{ request: Buffer; receipt: Receipt }>({
    name: 'kept-receipt',
    text: 'select request, receipt from idempotency where actor_id = $1 and key = $2',
    values: [actorId, key],
  });
  const kept = rows[0];
  if (!kept) return null;
  if (!kept.request.equals(request)) {
    throw new Refusal('idempotency-key-reused', 'this key was used for another request');
  }
  return kept.receipt;
}
