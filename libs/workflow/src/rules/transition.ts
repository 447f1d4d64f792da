import type { Event, RecommendationState } from '#contracts';
import { stateAllows } from '../definition/questions.js';
import type { TransitionId } from '../definition/transitions.js';
import { changed, created } from '../events.js';
import { need, type World } from '../world.js';
import { mustExist } from './references.js';
import type { Rules } from './rule.js';
import { voidOpenProposals } from './void-proposals.js';

/** Transitions that are recorded at once: nobody decides them. */
export const transitionRules: Rules<
  'recommendation.consider' | 'recommendation.start' | 'recommendation.hold' | 'recommendation.resume'
> = {
  'recommendation.consider': (_command, world) => {
    const recommendation = inState(world, 'consider');
    return moved(
      world,
      changed('recommendation.considered', recommendation, { acceptance: 'under_consideration' }),
    );
  },
  'recommendation.start': ({ input: { firstAction } }, world, { freshIds: [actionId = ''] }) => {
    const recommendation = inState(world, 'start');
    mustExist(world, { ownerId: firstAction.ownerId });
    const { dueDate, ...action } = firstAction;
    return [
      ...moved(world, changed('recommendation.started', recommendation, { implementation: 'in_progress' })),
      created('action.planned', actionId, {
        ...action,
        recommendationId: recommendation.id,
        entityId: recommendation.leadEntityId,
        dueDate: dueDate.date,
        duePrecision: dueDate.precision,
        state: 'planned',
      }),
    ];
  },
  'recommendation.hold': ({ input }, world) => {
    const recommendation = inState(world, 'hold');
    return moved(world, changed('recommendation.held', recommendation, { implementation: 'on_hold' }, input));
  },
  'recommendation.resume': ({ input }, world) => {
    const recommendation = inState(world, 'resume');
    return moved(
      world,
      changed('recommendation.resumed', recommendation, { implementation: 'in_progress' }, input),
    );
  },
};

/** The recommendation, where the transition may start from its state. */
export function inState(world: World, id: TransitionId): RecommendationState {
  const recommendation = need(world, 'recommendation');
  const refusal = stateAllows(id, recommendation);
  if (refusal) throw refusal;
  return recommendation;
}

function moved(world: World, event: Event): Event[] {
  return [event, ...voidOpenProposals(world)];
}
