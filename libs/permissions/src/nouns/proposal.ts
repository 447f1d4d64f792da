import type { Conditions } from '../condition.js';
import { readableRecommendations } from '../reading.js';
import { allow, forbid, type Sentence, type Speaker, type Speech } from '../sentence.js';

const decisions = ['proposal.approve', 'proposal.reject', 'proposal.return'] as const;

/** Who may read a proposal, decide on it and withdraw it. Nobody decides on their own. */
export const proposalSpeech: Speech = (speaker) => {
  const { grant, personId, within } = speaker;
  if (grant.role === 'observer' || grant.role === 'administrator') return [];
  const said: Sentence[] = readableRecommendations(speaker).flatMap((where) => [
    ...allow('read', 'proposal', where),
    ...allow('proposal.withdraw', 'proposal', { ...where, 'proposal.proposedById': personId }),
  ]);
  if (grant.role === 'manager') {
    said.push(
      ...allow(decisions, 'proposal', {
        ...within,
        'proposal.decidedBy': { $in: ['manager', 'manager_or_verifier'] },
      }),
    );
    const above = scopeAbove(speaker);
    if (above)
      said.push(...allow(decisions, 'proposal', { ...above, 'proposal.decidedBy': 'higher_manager' }));
  }
  if (grant.role === 'auditor' && grant.verifies) {
    said.push(
      ...allow(decisions, 'proposal', {
        ...within,
        'proposal.decidedBy': { $in: ['verifier', 'manager_or_verifier'] },
      }),
    );
  }
  return said;
};

/** Spoken once for a person, after all that is allowed. */
export const proposalProhibitions = (personId: string): Sentence[] =>
  forbid(decisions, 'proposal', { 'proposal.proposedById': personId }, 'own-proposal');

/** The part of a grant's scope that it stands a level above; null where it stands above nothing. */
function scopeAbove({ grant }: Speaker): Conditions | null {
  if (grant.scopeType === 'installation') return {};
  const below = grant.entityIds.filter((id) => id !== grant.scopeId);
  return below.length > 0 ? { 'recommendation.leadEntityId': { $in: below } } : null;
}
