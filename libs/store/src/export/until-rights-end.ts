import type { Actor } from '#contracts';
import { canRead } from '#permissions';
import { brokenOff } from '#ledger';
import type { RightsChange } from '../people/rights-changes.js';
import type { Store } from '../store.js';

/**
 * The chunks of an export for as long as its reader may read what it is of. When a right ends, or a recommendation is
 * taken from them, the rest is not sent: a last line says so, and whoever verifies the file finds it cut off.
 */
export async function* untilRightsEnd(
  store: Store,
  actor: Actor,
  chunks: AsyncIterable<string>,
): AsyncGenerator<string> {
  let isTaken = false;
  const stop = store.rights.onChanges((changes) => {
    isTaken ||= changes.some((change) => takes(change, actor));
  });
  try {
    for await (const chunk of chunks) {
      if ((await hasLost(store, actor)) || isTaken) {
        yield `${brokenOff}\n`;
        return;
      }
      yield chunk;
    }
  } finally {
    stop();
  }
}

function takes({ recommendation }: RightsChange, actor: Actor): boolean {
  if (!recommendation) return false;
  const reads = (state: typeof recommendation.now) =>
    canRead(actor, 'recommendation', { recommendation: state });
  return reads(recommendation.before) && !reads(recommendation.now);
}

/** Whether a right that the export began with is there no more. */
async function hasLost(store: Store, actor: Actor): Promise<boolean> {
  const now = await store.actors.of(actor.personId);
  if (now === actor) return false;
  const held = new Set(now.grants.map((grant) => JSON.stringify(grant)));
  return actor.grants.some((grant) => !held.has(JSON.stringify(grant)));
}
