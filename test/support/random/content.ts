import {
  confidentialities,
  deciderLevels,
  issuances,
  recordTypes,
  roles,
  type ObjectType,
  type RecommendationState,
  type StateOf,
} from '#contracts';
import type { BareLeaf } from '../insert-rows.js';
import {
  idOf,
  sampleAction,
  sampleChanges,
  sampleComment,
  sampleEvidence,
  sampleProposal,
  sampleRecommendation,
  sampleEmergencyAccess,
  sampleRedaction,
} from '../sample-states.js';
import { sampleEntities } from '../sample-actors.js';
import type { Dice } from './dice.js';
import { pool } from './permissions.js';

const recorded = { version: 1, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };

/** Rows of every type but the installation, and the log's leaves. */
export type Held = { [T in Exclude<ObjectType, 'installation' | 'mapping'>]: StateOf[T][] } & {
  leaves: BareLeaf[];
};

/** Recommendations of every marking in every place, and things of all kinds that belong to them. */
export function randomContent(dice: Dice): Held {
  let made = 0x2000;
  const fresh = () => idOf((made += 1));
  const recommendation = Array.from({ length: 60 }, (_, place) =>
    sampleRecommendation({
      id: pool.recommendations[place] ?? fresh(),
      code: `R-${place}`,
      reviewId: dice.one(pool.reviews),
      leadEntityId: dice.one([...pool.entities, null]),
      ownerId: dice.one([...pool.people, null, null]),
      issuance: dice.one(issuances),
      confidentiality: dice.one(confidentialities),
    }),
  );
  const below = () => ({ id: fresh(), recommendationId: dice.one(recommendation).id });
  const decision = (by: string) => ({
    by,
    onBehalfOf: null,
    at: recorded.createdAt,
    outcome: 'approved' as const,
    reason: null,
    tested: null,
  });
  const proposal = Array.from({ length: 150 }, () => ({
    ...sampleProposal(dice.one(Object.values(sampleChanges)), {
      ...below(),
      decidedBy: dice.one(deciderLevels),
      proposedById: dice.one(pool.people),
      state: dice.one(['open', 'open', 'approved'] as const),
      decisions: dice.some(pool.people, 2).map(decision),
    }),
  }))
    .map(apart)
    .filter(firstOfItsKind());
  const evidence = Array.from({ length: 120 }, () =>
    sampleEvidence({
      ...below(),
      confidentiality: dice.one(confidentialities),
      addedById: dice.one(pool.people),
    }),
  );
  const comment = Array.from({ length: 60 }, (_, place) =>
    sampleComment({
      id: fresh(),
      recommendationId: recommendation[place % 4]?.id ?? '',
      authorId: dice.one(pool.people),
    }),
  );
  const leaves = Array.from({ length: 180 }, (): BareLeaf => {
    const objectType = dice.one(recordTypes);
    const item = dice.one(evidence);
    const stands = objectType === 'evidence' ? above(item.recommendationId) : dice.one(recommendation);
    const isPlaced =
      ['recommendation', 'proposal', 'action', 'evidence', 'comment', 'redaction', 'emergency-use'].includes(
        objectType,
      ) ||
      (['refusal', 'export', 'emergency-access'].includes(objectType) && dice.chance(50));
    const ofReview = objectType === 'review' ? dice.one(pool.reviews) : null;
    return {
      id: fresh(),
      objectType,
      objectId: objectType === 'evidence' ? item.id : fresh(),
      actorId: dice.one(pool.people),
      reviewId: isPlaced ? stands.reviewId : ofReview,
      recommendationId: isPlaced ? stands.id : null,
    };
  });
  function above(id: string): RecommendationState {
    return recommendation.find((state) => state.id === id) as RecommendationState;
  }
  return {
    entity: pool.entities.map((id, place) => ({
      ...recorded,
      id,
      name: `E${place}`,
      acronym: null,
      kind: 'office',
      parentId: id === sampleEntities.whole ? null : sampleEntities.whole,
    })),
    person: pool.people.map((id, place) => ({
      ...recorded,
      id,
      name: `P${place}`,
      email: `p${place}@x.example`,
      language: 'en',
      state: 'active',
      passwordChanges: 0,
    })),
    grant: Array.from({ length: 30 }, () => ({
      ...recorded,
      id: fresh(),
      personId: dice.one(pool.people),
      role: dice.one(roles),
      scopeType: 'installation',
      scopeId: null,
      verifies: false,
      endsAt: null,
      endedAt: recorded.createdAt,
      mappingId: null,
    })),
    delegation: Array.from({ length: 30 }, () => {
      const [fromId = '', toId = ''] = dice.some(pool.people, 2);
      return {
        ...recorded,
        id: fresh(),
        fromId,
        toId,
        scopeType: 'installation' as const,
        scopeId: null,
        deeds: ['proposal.approve' as const],
        startsAt: recorded.createdAt,
        endsAt: '2026-06-30T00:00:00.000Z',
        endedAt: null,
      };
    }).filter(({ fromId, toId }) => fromId && toId),
    review: pool.reviews.map((id, place) => ({
      ...recorded,
      id,
      code: `r-${place}`,
      title: 'R',
      symbol: null,
      date: '2012-01-01',
      commissionedBy: 'SG',
      chair: null,
      summary: 'S',
      sources: [],
      lessons: [],
    })),
    recommendation,
    proposal,
    action: Array.from({ length: 60 }, () => sampleAction(below())),
    evidence,
    comment,
    redaction: Array.from({ length: 40 }, () =>
      sampleRedaction({ ...below(), requestedById: dice.one(pool.people) }),
    ),
    'emergency-access': Array.from({ length: 60 }, () =>
      sampleEmergencyAccess({
        ...dice.one([
          { scopeType: 'installation', scopeId: null } as const,
          { scopeType: 'entity', scopeId: dice.one(pool.entities) } as const,
          { scopeType: 'review', scopeId: dice.one(pool.reviews) } as const,
          { scopeType: 'recommendation', scopeId: dice.one(recommendation).id } as const,
        ]),
        id: fresh(),
        requestedById: dice.one(pool.people),
        state: dice.one(['refused', 'ended']),
      }),
    ),
    leaves,
  };
}

/** Nobody decides on their own proposal: the database keeps no such row. */
const apart = (proposal: StateOf['proposal']): StateOf['proposal'] => ({
  ...proposal,
  decisions: proposal.decisions.filter(({ by }) => by !== proposal.proposedById),
});

/** Of one recommendation each change is open once at a time. */
function firstOfItsKind(): (proposal: StateOf['proposal']) => boolean {
  const open = new Set<string>();
  return ({ recommendationId, change, state }) => {
    const key = `${recommendationId} ${change.transition}`;
    if (state !== 'open') return true;
    if (open.has(key)) return false;
    open.add(key);
    return true;
  };
}
