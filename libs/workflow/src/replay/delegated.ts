import { delegableDeeds, type DelegationState, type RecommendationState } from '#contracts';
import type { CommandBehind } from './command-behind.js';
import type { ReplayedEntry } from './replayed-entry.js';
import type { Seen } from './seen.js';

/**
 * Whether a delegation stood in the log under which the actor did this for another. Of a part of a log it cannot be
 * told that none did. The fault in words, or null.
 */
export function delegationFault(
  { actor, onBehalfOf, at }: ReplayedEntry,
  { name }: CommandBehind,
  recommendation: RecommendationState | undefined,
  seen: Seen,
): string | null {
  if (onBehalfOf === null) return null;
  const deed = delegableDeeds.find((one) => one === name);
  if (!deed || actor === null) return `nobody does '${name}' on behalf of another`;
  const given = seen.objects.delegationsOf(onBehalfOf, actor);
  const isCovered = given.some(
    (delegation) =>
      delegation.deeds.includes(deed) && ran(delegation, at) && covers(delegation, recommendation, seen),
  );
  if (isCovered) return null;
  if (seen.isWhole) return `${onBehalfOf} had not lent '${name}' to ${actor} at that time`;
  seen.unproved.count('delegation');
  return null;
}

/** A decision and the end of its delegation may bear the same millisecond: the decision came first, or was refused. */
function ran({ startsAt, endsAt, endedAt }: DelegationState, at: string): boolean {
  return startsAt <= at && at < endsAt && (endedAt === null || at <= endedAt);
}

function covers(
  { scopeType, scopeId }: DelegationState,
  recommendation: RecommendationState | undefined,
  { objects }: Seen,
): boolean {
  switch (scopeType) {
    case 'installation':
      return true;
    case 'review':
      return recommendation?.reviewId === scopeId;
    case 'recommendation':
      return recommendation?.id === scopeId;
    case 'entity': {
      let entityId = recommendation?.leadEntityId ?? null;
      while (entityId !== null && entityId !== scopeId)
        entityId = objects.find('entity', entityId)?.parentId ?? null;
      return entityId !== null;
    }
  }
}
