import type { FastifyRequest } from 'fastify';
import { commands, ObjectVersion, Refusal, type CommandName } from '#contracts';
import type { CommandContext } from '#store';
import { callOf } from '../door/caller.js';

const keyForm = /^[\x21-\x7e]{8,200}$/;
const versionForm = /^"(\d{1,10})"$/;

/** What a command's headers say: which version the person saw, and the key under which the answer is kept. */
export function contextOf(request: FastifyRequest, name: CommandName): CommandContext {
  return {
    requestId: request.id,
    expectedVersion: needsVersion(name) ? versionOf(request) : null,
    idempotencyKey: keyOf(request),
    sessionId: callOf(request).session.id,
  };
}

/** Changes name the version of the object; a proposal names that of the recommendation that it is pinned to. */
export function needsVersion(name: CommandName): boolean {
  return commands[name].shape === 'change' || name === 'proposal.make';
}

function versionOf({ headers }: FastifyRequest): number {
  const given = headers['if-match'];
  if (!given)
    throw new Refusal('version-required', 'send If-Match with the version that you saw, such as "3"');
  const version = ObjectVersion.safeParse(Number(versionForm.exec(given)?.[1]));
  if (!version.success) {
    throw new Refusal('invalid-input', 'If-Match is not one strong entity tag', {
      fields: [{ field: 'If-Match', message: 'is one version in quotes, such as "3"' }],
    });
  }
  return version.data;
}

function keyOf({ headers }: FastifyRequest): string {
  const key = headers['idempotency-key'];
  if (!key) throw new Refusal('idempotency-key-required', 'send an Idempotency-Key, such as a fresh UUID');
  if (typeof key !== 'string' || !keyForm.test(key)) {
    throw new Refusal('invalid-input', 'the Idempotency-Key has 8 to 200 visible ASCII characters', {
      fields: [{ field: 'Idempotency-Key', message: 'has 8 to 200 visible ASCII characters' }],
    });
  }
  return key;
}
