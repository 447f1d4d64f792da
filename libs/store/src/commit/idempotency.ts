import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { Refusal, type Command, type Receipt } from '#contracts';

/** SHA-256 of what a command asks; secrets are left out, since a hash of a password would give it away. */
export function requestDigest(command: Command, expectedVersion: number | null): Buffer {
  const input = command.name === 'person.set-password' ? {} : command.input;
  const objectId = expectedVersion === null ? null : command.objectId;
  const asked = JSON.stringify({ name: command.name, objectId, expectedVersion, input });
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
