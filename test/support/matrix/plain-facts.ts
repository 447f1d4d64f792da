import type { ActorGrant, ActorScope, Actor } from '#contracts';
import type { Facts } from '#permissions';
import { sampleActor, sampleEntities } from '../sample-actors.js';
import { idOf } from '../sample-states.js';
import type { Area, CastGrant, Member, Place } from './cast.js';
import type { About, Thing } from './oracle.js';
import type { Entry } from './oracle-of-keeping.js';

/** What plain words speak of, as the declaration is asked about it. No database: every combination is cheap. */

const ids = new Map<string, string>();
/** Of a name always the same identifier. */
export function idNamed(name: string): string {
  const id = ids.get(name) ?? idOf(0xc000 + ids.size);
  ids.set(name, id);
  return id;
}

const entities = { whole: sampleEntities.whole, lead: sampleEntities.lead, elsewhere: sampleEntities.other };

/** A place as scopes of grants and loans name it. */
export function scopeAt({ place, only }: Area): ActorScope {
  switch (place) {
    case 'everything':
      return { scopeType: 'installation', scopeId: null, entityIds: [] };
    case 'whole':
      return { scopeType: 'entity', scopeId: entities.whole, entityIds: Object.values(entities) };
    case 'lead':
    case 'elsewhere':
      return { scopeType: 'entity', scopeId: entities[place], entityIds: [entities[place]] };
    case 'first review':
    case 'second review':
      return { scopeType: 'review', scopeId: idNamed(place), entityIds: [] };
    case 'one recommendation':
      return { scopeType: 'recommendation', scopeId: idNamed(only ?? ''), entityIds: [] };
  }
}

/** A member of the cast as rules know them; each call makes a new one. */
export const actorOf = ({ name, grants }: Member): Actor =>
  sampleActor(idNamed(name), ...grants.map(grantOf));

function grantOf(grant: CastGrant, place: number): ActorGrant {
  const { role, verifies, lent, isEmergency } = grant;
  return {
    id: idOf(0xb100 + place),
    role,
    ...scopeAt(grant),
    verifies: verifies !== false && !isEmergency,
    ...(isEmergency && { emergencyId: idOf(0xe100 + place) }),
    ...(lent && {
      lent: {
        ...scopeAt(lent),
        delegationId: idOf(0xd100 + place),
        fromId: idNamed(lent.by),
        deeds: [...lent.deeds],
      },
    }),
  };
}

export const recommendationOf = (about: About) => ({
  id: idNamed(about.name),
  reviewId: idNamed(about.review),
  leadEntityId: about.entity && entities[about.entity],
  ownerId: about.owner && idNamed(about.owner),
  confidentiality: about.confidentiality,
  issuance: about.issuance,
});

/** A thing with the recommendation above it. */
export function factsOf({ kind, about, marking, by = 'maker', decidedBy = 'manager' }: Thing): Facts {
  const byId = idNamed(by);
  const own: Facts = {
    proposal: { proposedById: byId, decidedBy, decisions: [] },
    action: {},
    evidence: { confidentiality: marking, addedById: byId },
    comment: { authorId: byId },
    redaction: { requestedById: byId },
  };
  const recommendation = recommendationOf(about);
  return kind === 'recommendation' ? { recommendation } : { recommendation, [kind]: own[kind] };
}

/** An entry of the history with what it is about. */
export function entryFacts({ objectType, about, review, evidence }: Entry): Facts {
  const reviewId = about?.review ?? review;
  return {
    history: {
      objectType,
      reviewId: reviewId && idNamed(reviewId),
      recommendationId: about && idNamed(about.name),
    },
    ...(about && { recommendation: recommendationOf(about) }),
    ...(evidence && {
      evidence: { confidentiality: evidence.marking, addedById: idNamed(evidence.by ?? 'maker') },
    }),
  };
}

/** The scope that emergency access or a delegation is for. */
export const partFacts = (place: Place, about?: About): Pick<ActorScope, 'scopeType' | 'scopeId'> =>
  scopeAt({ place, ...(about && { only: about.name }) });
