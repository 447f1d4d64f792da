import type { Command } from '#contracts';
import { bringInStep, peopleOfMapping, type Store } from '#store';

/** By whose word rights follow a mapping that a person added or ended. */
const provider = 'Single sign-on';

/**
 * What follows from a recorded command by commands of its own, before it is answered. Should this be cut off, the
 * upkeep of the house does the rest.
 */
export async function followUp(store: Store, command: Command, requestId: string): Promise<void> {
  if (command.name !== 'mapping.add' && command.name !== 'mapping.end') return;
  for (const personId of await peopleOfMapping(store.pool, command.objectId))
    await bringInStep(store, personId, { provider, requestId });
}
