import type { Event } from '#contracts';
import { changed } from '../events.js';
import { need, type World } from '../world.js';

/**
 * Events that void the open proposals which a material change overtakes: an approval counts for the version that
 * it was asked on. `exceptId` is the proposal that caused the change.
 */
export function voidOpenProposals(world: World, exceptId?: string): Event[] {
  return need(world, 'openProposals')
    .filter((proposal) => proposal.id !== exceptId)
    .map((proposal) =>
      changed(
        'proposal.voided',
        proposal,
        { state: 'voided' },
        { reason: 'The recommendation changed after this was asked.' },
      ),
    );
}
