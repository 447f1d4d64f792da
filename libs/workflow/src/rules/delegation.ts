import { delegationDaysMax, Refusal, type DelegationState } from '#contracts';
import { changed, created } from '../events.js';
import { need } from '../world.js';
import { mustExist } from './references.js';
import type { Rules } from './rule.js';

const dayMs = 86_400_000;

/** Decisions that one person lends to another: given by the lender alone, ended by either or by its time. */
export const delegationRules: Rules<'delegation.give' | 'delegation.end'> = {
  'delegation.give': ({ objectId, input: { reason, ...asked } }, world, { at, actorId }) => {
    mustExist(world, { toId: asked.toId, scopeId: asked.scopeId });
    if (asked.toId === actorId) throw fault('toId', 'is yourself');
    const startsAt = asked.startsAt ?? at;
    if (startsAt < at) throw fault('startsAt', 'is in the past');
    if (asked.endsAt <= startsAt) throw fault('endsAt', 'is not after the beginning');
    if (Date.parse(asked.endsAt) - Date.parse(startsAt) > delegationDaysMax * dayMs)
      throw fault('endsAt', 'is more than a year after the beginning');
    return [
      created(
        'delegation.given',
        objectId,
        { ...asked, startsAt, fromId: actorId, endedAt: null },
        { reason },
      ),
    ];
  },
  'delegation.end': ({ input }, world, { at }) => {
    const delegation = need(world, 'delegation');
    const ended = delegation.endedAt ?? (delegation.endsAt <= at ? delegation.endsAt : null);
    if (ended) throw new Refusal('wrong-state', `the delegation ended at ${ended}`);
    return [changed('delegation.ended', delegation, { endedAt: at }, input)];
  },
};

/** Whether a delegation lends anything at a time (RFC 3339 UTC). */
export function isDelegationRunning(
  { startsAt, endsAt, endedAt }: Pick<DelegationState, 'startsAt' | 'endsAt' | 'endedAt'>,
  at: string,
): boolean {
  return startsAt <= at && at < endsAt && (endedAt === null || at < endedAt);
}

function fault(field: string, message: string): Refusal {
  return new Refusal('invalid-input', `${field} ${message}`, { fields: [{ field, message }] });
}
