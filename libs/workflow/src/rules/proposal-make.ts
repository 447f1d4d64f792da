import { Refusal, type EvidenceState, type ProposedChange, type RecommendationState } from '#contracts';
import { approvalsNeeded, deciderOf, stateAllows } from '../definition/questions.js';
import { created } from '../events.js';
import { need, type World } from '../world.js';
import { mustExist } from './references.js';
import type { Rule } from './rule.js';

/** Somebody asks for a change of state, with what the transition obliges them to carry. */
export const makeProposal: Rule<'proposal.make'> = ({ objectId, input: { change } }, world, { actorId }) => {
  const recommendation = need(world, 'recommendation');
  const refusal = stateAllows(change.transition, recommendation);
  if (refusal) throw refusal;
  if (need(world, 'openProposals').some((open) => open.change.transition === change.transition)) {
    throw new Refusal(
      'proposal-open-already',
      `'${change.transition}' has been proposed and waits for a decision`,
    );
  }
  carriesItsDuties(change, recommendation);
  mustExist(world, referencesOf(change));
  const decidedBy = deciderOf(change.transition, recommendation);
  if (decidedBy === 'nobody') throw new Error(`'${change.transition}' is not decided by anybody`);
  return [
    created('proposal.made', objectId, {
      recommendationId: recommendation.id,
      change,
      pinnedVersion: recommendation.version,
      evidence: evidenceOf(change, world).map(({ id, version, file }) => ({
        evidenceId: id,
        version,
        sha256: file?.sha256 ?? null,
      })),
      proposedById: actorId,
      state: 'open',
      decidedBy,
      approvalsNeeded: approvalsNeeded(change.transition, recommendation),
      decisions: [],
    }),
  ];
};

/** The items of evidence that a proposal brings, each current and of this recommendation. */
function evidenceOf(change: ProposedChange, world: World): EvidenceState[] {
  if (change.transition !== 'report-implemented') return [];
  const recommendationId = need(world, 'recommendation').id;
  const named = new Map(need(world, 'namedEvidence').map((item) => [item.id, item]));
  return change.evidenceIds.map((id) => {
    const item = named.get(id);
    if (!item || item.recommendationId !== recommendationId || item.state !== 'current') {
      throw missing('evidenceIds', 'names an item that is not current evidence of this recommendation');
    }
    return item;
  });
}

function carriesItsDuties(change: ProposedChange, recommendation: RecommendationState): void {
  switch (change.transition) {
    case 'issue':
      for (const field of ['citation', 'addressee', 'criticality'] as const) {
        if (!recommendation[field]) throw missing(field, 'is needed before a recommendation is issued');
      }
      return;
    case 'respond':
      return responseCarriesItsDuties(change, recommendation);
    case 'report-implemented':
      if (change.evidenceIds.length === 0)
        throw missing('evidenceIds', 'needs at least one item of evidence');
      return;
    case 'supersede':
      if (change.supersededById === recommendation.id)
        throw missing('supersededById', 'is another recommendation than this one');
  }
}

function responseCarriesItsDuties(
  { to, reason, ownerId, due }: Extract<ProposedChange, { transition: 'respond' }>,
  recommendation: RecommendationState,
): void {
  if (to !== 'accepted' && !reason) throw missing('reason', 'is needed unless fully accepted');
  if (to === 'not_accepted') return;
  if (!ownerId && !recommendation.ownerId)
    throw missing('ownerId', 'is needed where a recommendation is accepted');
  if (!due) throw missing('due', 'is needed where a recommendation is accepted');
}

function referencesOf(change: ProposedChange): Record<string, string | null> {
  if (change.transition === 'respond') return { ownerId: change.ownerId };
  if (change.transition === 'supersede') return { supersededById: change.supersededById };
  return {};
}

function missing(field: string, message: string): Refusal {
  return new Refusal('obligation-missing', `${field} ${message}`, { fields: [{ field, message }] });
}
