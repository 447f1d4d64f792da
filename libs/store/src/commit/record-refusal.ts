import { v7 as uuid } from 'uuid';
import { commands, problemStatus, type Actor, type Command, type Refusal } from '#contracts';
import { entryOf } from '../log/entries.js';
import type { Store } from '../store.js';
import type { CommandContext } from './command-context.js';
import { write } from './write.js';

/**
 * Records that somebody tried what they may not, in a transaction of its own: the refused change left no trace.
 * What is merely wrong, such as a state that does not fit or a missing field, is not recorded.
 */
export async function recordRefusal(
  store: Store,
  actor: Actor,
  command: Command,
  { requestId, at: simulated }: Pick<CommandContext, 'requestId' | 'at'>,
  refusal: Refusal,
): Promise<void> {
  const isHidden = refusal.code === 'not-found' && refusal.rule !== undefined;
  if (problemStatus[refusal.code] !== 403 && !isHidden) return;
  const objectId = uuid();
  const targetId = commands[command.name].shape === 'change' ? command.objectId : null;
  await store.transaction(async (client) => {
    const place = await placeOfAttempt(client, command);
    const { rows } = await client.query<{ at: string }>('select clock_timestamp() as at');
    const body = {
      command: command.name,
      objectType: command.objectType,
      objectId: targetId,
      code: refusal.code,
      rule: refusal.rule ?? null,
    };
    const entry = entryOf(
      { action: 'attempt.refused', objectType: 'refusal', objectId, body },
      {
        id: uuid(),
        at: simulated ?? rows[0]?.at ?? '',
        actorId: actor.personId,
        onBehalfOfId: null,
        objectVersion: 1,
        prevHash: null,
        requestId,
        ...place,
      },
    );
    await write(client, [], [entry], null);
  });
  store.bell.ring();
}

/** The recommendation that the attempt was about, so that its auditors are told. */
async function placeOfAttempt(
  client: Parameters<Parameters<Store['transaction']>[0]>[0],
  command: Command,
): Promise<{ reviewId: string | null; recommendationId: string | null }> {
  const none = { reviewId: null, recommendationId: null };
  const direct = 'recommendationId' in command.input ? command.input.recommendationId : null;
  const children = ['proposal', 'action', 'evidence', 'comment'];
  const which =
    direct || command.objectType === 'recommendation'
      ? '$1'
      : children.includes(command.objectType)
        ? `(select recommendation_id from ${command.objectType} where id = $1)`
        : null;
  if (!which) return none;
  const { rows } = await client.query<{ reviewId: string; recommendationId: string }>(
    `select review_id as "reviewId", id as "recommendationId" from recommendation where id = ${which}`,
    [direct ?? command.objectId],
  );
  return rows[0] ?? none;
}
