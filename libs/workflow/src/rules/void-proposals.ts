import type { Event, RecommendationState } from '#contracts';
import { changed } from '../events.js';
import { need, type World } from '../world.js';

/** What is put before a decider beside the axes, or says who decides: a change of it overtakes what was asked. */
const materialFields = [
  'title',
  'text',
  'citation',
  'addressee',
  'criticality',
  'leadEntityId',
] as const satisfies readonly (keyof RecommendationState)[];

/** Whether these fields of a recommendation matter to what was proposed about it. */
export function isMaterial(set: Partial<RecommendationState>): boolean {
  return materialFields.some((field) => field in set);
}

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
