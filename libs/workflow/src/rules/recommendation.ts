import { Refusal, type RecommendationState } from '#contracts';
import type { Rules } from './rule.js';
import { changed, created, differing } from '../events.js';
import { mustExist } from './references.js';
import { need } from '../world.js';
import { isMaterial, voidOpenProposals } from './void-proposals.js';

/** What is said about a recommendation and who answers for it; its axes move in `transition.ts`. */
export const recommendationRules: Rules<
  'recommendation.draft' | 'recommendation.edit' | 'recommendation.assign' | 'recommendation.classify'
> = {
  'recommendation.draft': ({ objectId, input }, world) => {
    mustExist(world, { reviewId: input.reviewId, leadEntityId: input.leadEntityId });
    return [created('recommendation.drafted', objectId, { ...input, ...freshAxes })];
  },
  'recommendation.edit': ({ input }, world) => {
    const recommendation = need(world, 'recommendation');
    if (recommendation.issuance !== 'draft' && ('text' in input || 'title' in input)) {
      throw new Refusal('wrong-state', 'the wording of an issued recommendation stays as it was issued', {
        rule: 'recommendation.edit/issued',
      });
    }
    mustStayComplete(recommendation, input);
    const set = differing(recommendation, input);
    return [
      changed('recommendation.edited', recommendation, set),
      ...(isMaterial(set) ? voidOpenProposals(world) : []),
    ];
  },
  'recommendation.assign': ({ input }, world) => {
    const recommendation = need(world, 'recommendation');
    mustExist(world, input);
    const set = differing(recommendation, input);
    return [
      changed('recommendation.assigned', recommendation, set),
      ...(isMaterial(set) ? voidOpenProposals(world) : []),
    ];
  },
  'recommendation.classify': ({ input: { confidentiality, reason } }, world) => {
    const recommendation = need(world, 'recommendation');
    const set = differing(recommendation, { confidentiality });
    return [changed('recommendation.classified', recommendation, set, { reason })];
  },
};

/** What a recommendation had to have when it was issued, it keeps. */
function mustStayComplete({ issuance }: RecommendationState, wanted: Partial<RecommendationState>): void {
  if (issuance === 'draft') return;
  for (const field of ['citation', 'addressee', 'criticality'] as const) {
    if (wanted[field] !== null) continue;
    const message = 'is needed as long as the recommendation is issued';
    throw new Refusal('obligation-missing', `${field} ${message}`, { fields: [{ field, message }] });
  }
}

const freshAxes = {
  ownerId: null,
  dueDate: null,
  duePrecision: null,
  originalDueDate: null,
  extensionCount: 0,
  issuance: 'draft',
  acceptance: 'pending',
  implementation: 'not_started',
  verification: 'not_assessed',
  closure: 'open',
} as const satisfies Partial<RecommendationState>;
