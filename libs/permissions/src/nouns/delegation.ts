import { delegableDeeds, type ActorGrant } from '#contracts';
import type { Conditions } from '../condition.js';
import { allow, type Sentence, type Speech } from '../sentence.js';

/** Delegations: watched and ended by administrators of the installation, read by its auditors. */
export const delegationSpeech: Speech = ({ grant }) => {
  if (grant.scopeType !== 'installation') return [];
  if (grant.role === 'auditor') return allow('read', 'delegation', {});
  return grant.role === 'administrator' ? allow(['read', 'delegation.end'], 'delegation', {}) : [];
};

/** Spoken once for a person, whatever they hold: both sides know of a delegation, and either ends it. */
export const delegationOfPerson = (personId: string): Sentence[] =>
  (['delegation.fromId', 'delegation.toId'] as const).flatMap((side) =>
    allow(['read', 'delegation.end'], 'delegation', { [side]: personId }),
  );

/** Whoever holds a decision by a grant of their own may lend it, within the scope of that grant. */
export function lendingOf(said: readonly Sentence[], grant: ActorGrant, personId: string): Sentence[] {
  if (grant.lent) return [];
  const own = { 'delegation.fromId': personId };
  return delegableDeeds
    .filter((deed) => said.some((sentence) => sentence.deed === deed))
    .flatMap((deed) =>
      scopesWithin(grant).flatMap((where) =>
        allow(`delegation.give:${deed}`, 'delegation', { ...own, ...where }),
      ),
    );
}

function scopesWithin({ scopeType, scopeId, entityIds }: ActorGrant): Conditions[] {
  const single = { 'delegation.scopeType': 'recommendation' };
  switch (scopeType) {
    case 'installation':
      return [{}];
    case 'entity':
      return [
        { 'delegation.scopeType': 'entity', 'delegation.scopeId': { $in: entityIds } },
        { ...single, 'recommendation.leadEntityId': { $in: entityIds } },
      ];
    case 'review':
      return [
        { 'delegation.scopeType': 'review', 'delegation.scopeId': scopeId },
        { ...single, 'recommendation.reviewId': scopeId },
      ];
    case 'recommendation':
      return [{ ...single, 'delegation.scopeId': scopeId }];
  }
}
