import type { Query } from '@tanstack/react-query';
import type { LiveEntry, RecordType, RouteName } from '#contracts';

/** Which questions an entry about an object of this type may have answered anew. */
const questions: Record<RecordType, readonly RouteName[]> = {
  installation: ['getInstallation'],
  entity: ['listEntities'],
  person: ['listPeople'],
  grant: ['listGrants', 'listMappings'],
  delegation: ['listDelegations'],
  review: ['listReviews', 'getReview'],
  recommendation: [
    'listRecommendations',
    'getRecommendation',
    'figures',
    'listThemes',
    'listReviews',
    'getReview',
    'listProposals',
    'getProposal',
  ],
  proposal: ['listProposals', 'getProposal', 'listRecommendations', 'getRecommendation'],
  action: ['listActions'],
  evidence: ['listEvidence'],
  comment: ['listComments'],
  redaction: [
    'listRedactions',
    'getRecommendation',
    'listRecommendations',
    'listProposals',
    'getProposal',
    'listActions',
    'listEvidence',
    'listComments',
  ],
  'emergency-access': ['listEmergencyAccess'],
  'emergency-use': ['listEmergencyAccess', 'listEmergencyUses'],
  mapping: ['listMappings', 'listGrants'],
  refusal: [],
  'sign-in': ['listSessions', 'listOwnSessions', 'listOwnSignIns'],
  token: ['listTokens', 'listOwnTokens'],
  'password-link': ['listPasswordLinks'],
  export: [],
};

/** Questions that are about one recommendation only, when they name one. */
const namesRecommendation: readonly RouteName[] = [
  'listActions',
  'listEvidence',
  'listComments',
  'listProposals',
  'listRedactions',
  'listHistory',
];

/** Whether what a query holds may be out of date after these entries. */
export function isTouched(query: Pick<Query, 'queryKey'>, entries: readonly LiveEntry[]): boolean {
  const [name, given] = query.queryKey as [
    RouteName,
    { id?: string; query?: { recommendationId?: string; asOf?: string; to?: string } }?,
  ];
  // What stood at a time stands whatever comes.
  if (given?.query?.asOf !== undefined || given?.query?.to !== undefined) return false;
  // What may be done hangs on much: the object's state, others' proposals, roles.
  if (name.startsWith('explain:') || name.startsWith('people:')) return entries.length > 0;
  return entries.some((entry) => {
    if (name !== 'listHistory' && !questions[entry.objectType].includes(name)) return false;
    if (name === 'getRecommendation') return given?.id === entry.recommendationId;
    const about = namesRecommendation.includes(name) ? given?.query?.recommendationId : undefined;
    return about === undefined || about === entry.recommendationId;
  });
}
