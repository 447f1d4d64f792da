import { Refusal, type ActionState } from '#contracts';
import { changed, created, differing } from '../events.js';
import { need, type World } from '../world.js';
import { mustExist } from './references.js';
import type { Rules } from './rule.js';

export const actionRules: Rules<
  'action.plan' | 'action.change' | 'action.start' | 'action.complete' | 'action.drop'
> = {
  'action.plan': ({ objectId, input: { due, ...action } }, world) => {
    takesActions(world);
    mustExist(world, { ownerId: action.ownerId, entityId: action.entityId });
    return [
      created('action.planned', objectId, {
        ...action,
        dueDate: due.date,
        duePrecision: due.precision,
        state: 'planned',
      }),
    ];
  },
  'action.change': ({ input: { due, reason, ...fields } }, world) => {
    const action = unfinished(world);
    mustExist(world, { ownerId: fields.ownerId, entityId: fields.entityId });
    const wanted = { ...fields, ...(due && { dueDate: due.date, duePrecision: due.precision }) };
    return [changed('action.changed', action, differing(action, wanted), { reason })];
  },
  'action.start': (_command, world) => {
    const action = unfinished(world);
    return [changed('action.started', action, differing(action, { state: 'in_progress' as const }))];
  },
  'action.complete': ({ input }, world) => [
    changed('action.completed', unfinished(world), { state: 'completed' }, input),
  ],
  'action.drop': ({ input }, world) => [
    changed('action.dropped', unfinished(world), { state: 'dropped' }, input),
  ],
};

/** Refuses a recommendation that is closed. */
export function takesActions(world: World): void {
  if (need(world, 'recommendation').closure !== 'open')
    throw new Refusal('wrong-state', 'a closed recommendation takes no actions');
}

/** The action, where it is neither done nor dropped. */
export function unfinished(world: World): ActionState {
  const action = need(world, 'action');
  if (action.state === 'completed' || action.state === 'dropped') {
    throw new Refusal('wrong-state', `the action is ${action.state}`);
  }
  return action;
}
