import type { PoolClient } from 'pg';
import { commands, problemStatus, type Actor, type Command, type Refusal } from '#contracts';
import type { CommandContext } from '../commit/command-context.js';
import type { Store } from '../store.js';
import { writeOccurrences } from './record-occurrence.js';

/**
 * Records that somebody tried what they may not, in a transaction of its own: the refused change left no trace.
 * What is merely wrong, such as a state that does not fit or a missing field, is not recorded.
 */
export async function recordRefusal(
  store: Store,
  actor: Actor,
  command: Command,
  { requestId, at }: Pick<CommandContext, 'requestId' | 'at'>,
  refusal: Refusal,
): Promise<void> {
  const isHidden = refusal.code === 'not-found' && refusal.rule !== undefined;
  if (problemStatus[refusal.code] !== 403 && !isHidden) return;
  // Whoever is asked to show again who they are tried nothing that they may not; a token that decides did.
  if (refusal.details.stepUp) return;
  const body = {
    command: command.name,
    objectType: command.objectType,
    objectId: commands[command.name].shape === 'change' ? command.objectId : null,
    code: refusal.code,
    rule: refusal.rule ?? null,
  };
  await store.transaction(async (client) => {
    const place = await placeOfAttempt(client, command);
    const happening = { actorId: actor.personId, requestId, at, ...place };
    await writeOccurrences(client, [[{ action: 'attempt.refused', body }, happening]]);
  });
  store.bell.ring();
}

/** The recommendation that the attempt was about, so that its auditors are told. */
async function placeOfAttempt(
  client: PoolClient,
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
