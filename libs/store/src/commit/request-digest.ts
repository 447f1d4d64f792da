import { createHash } from 'node:crypto';
import { commands, type Command } from '#contracts';

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
