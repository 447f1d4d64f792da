import {
  confidentialities,
  issuances,
  type Actor,
  type ActorScope,
  type Confidentiality,
  type Issuance,
  type RecordType,
} from '#contracts';
import { canRead } from './permit.js';

/**
 * Live push goes to audiences, not to persons: everybody who may read the same kind of entry about the same
 * class of recommendation within the same review or entity hears it together. The rooms that a person joins are
 * worked out from the ability alone, once; an entry is then sent to the few rooms that stand for it.
 */

/** What of an entry decides who may hear of it. */
export interface EntryAudience {
  objectType: RecordType;
  reviewId: string | null;
  /** Null where the entry belongs to no recommendation. */
  recommendation: {
    id: string;
    leadEntityId: string | null;
    ownerId: string | null;
    issuance: Issuance;
    confidentiality: Confidentiality;
  } | null;
  /** The item of evidence, where the entry is about one. */
  evidence: { confidentiality: Confidentiality; addedById: string } | null;
}

const kinds = [
  'recommendation',
  'action',
  'evidence',
  'proposal',
  'comment',
  'redaction',
  'emergency-access',
  'emergency-use',
  'refusal',
  'export',
] as const;

/** Rooms in which an entry is told. */
export function roomsOfEntry(entry: EntryAudience): string[] {
  const { recommendation, objectType, reviewId, evidence } = entry;
  if (!recommendation)
    return reviewId ? [`${objectType}|*`, `${objectType}|r:${reviewId}`] : [`${objectType}|*`];
  const marking = objectType === 'evidence' ? `/${evidence?.confidentiality ?? 'confidential'}` : '';
  const base = `${objectType}|${recommendation.issuance}-${recommendation.confidentiality}${marking}`;
  const entity = recommendation.leadEntityId ?? 'none';
  const rooms = [
    `${base}|*`,
    `${base}|e:${entity}`,
    `${base}|r:${reviewId}`,
    `${base}|r:${reviewId}|e:${entity}`,
    `${base}|i:${recommendation.id}`,
    `${base}|r:${reviewId}|i:${recommendation.id}`,
    `${base}|e:${entity}|i:${recommendation.id}`,
    ...(recommendation.ownerId ? [`${base}|o:${recommendation.ownerId}`] : []),
  ];
  return evidence ? [...rooms, ...rooms.map((room) => broughtBy(room, evidence.addedById))] : rooms;
}

/** The part of a room for those alone who brought the item. */
const broughtBy = (room: string, personId: string): string => `${room}|u:${personId}`;

/** What a person may follow: everything, one review, or one recommendation as it stands. */
export type Following =
  | { topic: 'all' }
  | { topic: 'review'; reviewId: string }
  | {
      topic: 'recommendation';
      recommendation: NonNullable<EntryAudience['recommendation']>;
      reviewId: string;
    };

/** Rooms that a person joins to follow a topic: just those whose every entry they may read. */
export function roomsFor(actor: Actor, following: Following): string[] {
  return [...roomsOfContent(actor, following), ...roomsOfTheRest(actor, following)];
}

function roomsOfContent(actor: Actor, following: Following): string[] {
  const rooms: string[] = [];
  for (const kind of kinds) {
    for (const issuance of issuances) {
      for (const confidentiality of confidentialities) {
        for (const marking of kind === 'evidence' ? confidentialities : [null]) {
          const base = `${kind}|${issuance}-${confidentiality}${marking ? `/${marking}` : ''}`;
          const hears = (place: Place, addedById: string) => {
            const recommendation = {
              id: '',
              leadEntityId: '',
              ownerId: '',
              reviewId: '',
              issuance,
              confidentiality,
              ...place,
            };
            return canRead(actor, 'history', {
              history: { objectType: kind, recommendationId: recommendation.id },
              recommendation,
              ...(marking && { evidence: { confidentiality: marking, addedById } }),
            });
          };
          const roomsWhere = (addedById: string) =>
            placesOf(actor, following, (place) => hears(place, addedById)).map((place) => `${base}|${place}`);
          const whoever = roomsWhere('');
          const own = marking ? roomsWhere(actor.personId).filter((room) => !whoever.includes(room)) : [];
          rooms.push(...whoever, ...own.map((room) => broughtBy(room, actor.personId)));
        }
      }
    }
  }
  return rooms;
}

interface Place {
  id?: string;
  leadEntityId?: string | null;
  ownerId?: string | null;
  reviewId?: string;
}

/** The narrowest set of places that covers what is heard: a wide place makes the narrower ones needless. */
function placesOf(actor: Actor, following: Following, hears: (place: Place) => boolean): string[] {
  if (following.topic === 'recommendation') {
    const { id, leadEntityId, ownerId } = following.recommendation;
    return hears({ id, leadEntityId, ownerId, reviewId: following.reviewId }) ? [`i:${id}`] : [];
  }
  const reviewId = following.topic === 'review' ? following.reviewId : null;
  const inReview = reviewId ? { reviewId } : {};
  if (hears(inReview)) return [reviewId ? `r:${reviewId}` : '*'];
  const entityIds = scopeIds(actor, 'entity');
  const entities = entityIds.filter((leadEntityId) => hears({ ...inReview, leadEntityId }));
  const own = hears({ ...inReview, ownerId: actor.personId }) ? [`o:${actor.personId}`] : [];
  const singleIds = scopeIds(actor, 'recommendation');
  const single = singleIds.filter((id) => hears({ id }));
  const reviewIds = reviewId ? [reviewId] : scopeIds(actor, 'review');
  const reviews = reviewId ? [] : reviewIds.filter((id) => hears({ reviewId: id }));
  // What was lent of one scope may be held in another, and is heard where both meet.
  const met = (hears: boolean, room: string) => (hears ? [room] : []);
  const left = entityIds.filter((id) => !entities.includes(id));
  const leftSingle = singleIds.filter((id) => !single.includes(id));
  const meetings = [
    ...(reviewId ? [] : reviewIds).flatMap((review) =>
      left.flatMap((id) => met(hears({ reviewId: review, leadEntityId: id }), `r:${review}|e:${id}`)),
    ),
    ...leftSingle.flatMap((id) => [
      ...reviewIds.flatMap((review) => met(hears({ reviewId: review, id }), `r:${review}|i:${id}`)),
      ...entityIds.flatMap((entity) => met(hears({ leadEntityId: entity, id }), `e:${entity}|i:${id}`)),
    ]),
  ];
  return [
    ...entities.map((id) => (reviewId ? `r:${reviewId}|e:${id}` : `e:${id}`)),
    ...reviews.map((id) => `r:${id}`),
    ...single.map((id) => `i:${id}`),
    ...meetings,
    ...own,
  ];
}

/** Entries that belong to no recommendation: reviews, and for those who may, accounts and refused attempts. */
function roomsOfTheRest(actor: Actor, following: Following): string[] {
  if (following.topic === 'recommendation') return [];
  const others = [
    'review',
    'entity',
    'person',
    'grant',
    'delegation',
    'mapping',
    'installation',
    'emergency-access',
    'refusal',
    'sign-in',
    'token',
    'password-link',
    'export',
  ] as const;
  return others.flatMap((objectType) => {
    const reviewId = following.topic === 'review' ? following.reviewId : null;
    const hears = (id: string) =>
      canRead(actor, 'history', { history: { objectType, reviewId: id, recommendationId: null } });
    if (reviewId) return hears(reviewId) ? [`${objectType}|r:${reviewId}`] : [];
    if (hears('')) return [`${objectType}|*`];
    return scopeIds(actor, 'review')
      .filter(hears)
      .map((id) => `${objectType}|r:${id}`);
  });
}

function scopeIds(actor: Actor, scopeType: 'entity' | 'review' | 'recommendation'): string[] {
  const ids = actor.grants
    .flatMap((grant): ActorScope[] => (grant.lent ? [grant, grant.lent] : [grant]))
    .filter((scope) => scope.scopeType === scopeType)
    .flatMap((scope) => (scopeType === 'entity' ? scope.entityIds : scope.scopeId ? [scope.scopeId] : []));
  return [...new Set(ids)];
}
