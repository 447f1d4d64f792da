import type { ActorGrant } from '#contracts';
import type { Conditions } from './condition.js';
import type { Speaker } from './sentence.js';

const notConfidential: Conditions = { 'recommendation.confidentiality': { $in: ['public', 'internal'] } };
const published: Conditions = {
  'recommendation.issuance': 'issued',
  'recommendation.confidentiality': 'public',
};

/**
 * Which recommendations the holder of a grant may read, as alternatives. What belongs to a recommendation is
 * read by the same words, so that nothing about it is told to those who may not know of it.
 */
export function readableRecommendations({ grant, personId, within }: Speaker): Conditions[] {
  switch (grant.role) {
    case 'observer':
    case 'administrator':
      return [{ ...within, ...published }];
    case 'staff':
      return [
        { ...within, ...notConfidential },
        { 'recommendation.ownerId': personId },
        ...(editsReviews(grant) ? [{ ...within, 'recommendation.issuance': 'draft' }] : []),
      ];
    case 'manager':
    case 'auditor':
      return [within];
  }
}

/** Which items of evidence the holder of a grant may read: those of what they read, by the item's own marking. */
export function readableEvidence(speaker: Speaker): Conditions[] {
  const { role } = speaker.grant;
  const markings = {
    observer: ['public'],
    administrator: ['public'],
    staff: ['public', 'internal'],
  } as const;
  return readableRecommendations(speaker).flatMap((where) =>
    role === 'manager' || role === 'auditor'
      ? [where]
      : [
          { ...where, 'evidence.confidentiality': { $in: markings[role] } },
          { ...where, 'evidence.addedById': speaker.personId },
        ],
  );
}

/** Staff of the whole or of a review draft its recommendations, whatever their marking will be. */
function editsReviews({ scopeType }: ActorGrant): boolean {
  return scopeType === 'installation' || scopeType === 'review';
}
