import { Refusal } from '#contracts';
import type { World } from '../world.js';

/** Refuses a command that names something which does not exist, or which its sender may not know of. */
export function mustExist(world: World, named: Record<string, string | null | undefined>): void {
  for (const [field, id] of Object.entries(named)) {
    if (id && !world.known?.has(id)) {
      throw new Refusal('reference-not-found', `${field} names nothing that exists`, {
        fields: [{ field, message: 'does not exist' }],
      });
    }
  }
}
