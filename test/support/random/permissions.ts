import fc from 'fast-check';
import {
  acceptances,
  delegableDeeds,
  confidentialities,
  issuances,
  recordTypes,
  roles,
  type Actor,
  type ActorGrant,
  type Confidentiality,
  type Issuance,
  type RecordType,
} from '#contracts';
import { sampleActor, sampleEntities, sampleGrant, sampleLoan } from '../sample-actors.js';
import { idOf } from '../sample-states.js';

/** Few of everything, so that random scopes and random objects often meet. */
export const pool = {
  people: [idOf(0x111), idOf(0x112), idOf(0x113)],
  entities: Object.values(sampleEntities),
  reviews: [idOf(0x301), idOf(0x302)],
  recommendations: [idOf(0x201), idOf(0x202), idOf(0x203), idOf(0x204)],
};

const scope = fc.oneof(
  fc.constant(['installation', null] as const),
  fc.constantFrom(...pool.entities).map((id) => ['entity', id] as const),
  fc.constantFrom(...pool.reviews).map((id) => ['review', id] as const),
  fc.constantFrom(...pool.recommendations).map((id) => ['recommendation', id] as const),
);

/** Of a grant that somebody else holds: to which part and which decisions it is narrowed; mostly it is one's own. */
const loan = fc.option(
  fc.record({
    fromId: fc.constantFrom(...pool.people),
    scope,
    deeds: fc.subarray([...delegableDeeds], { minLength: 1 }),
  }),
  { freq: 2 },
);

const grant: fc.Arbitrary<ActorGrant> = fc
  .record({
    role: fc.constantFrom(...roles),
    scope,
    verifies: fc.boolean(),
    loan,
  })
  .map(({ role, scope: [scopeType, scopeId], verifies, loan }) => {
    const held = sampleGrant(role, scopeType, scopeId, verifies);
    return loan ? sampleLoan(held, loan.fromId, loan.scope, loan.deeds) : held;
  });

/** A person with up to three grants. */
export const someActor: fc.Arbitrary<Actor> = fc
  .tuple(fc.constantFrom(...pool.people), fc.array(grant, { maxLength: 3 }))
  .map(([personId, grants]) => sampleActor(personId, ...grants));

/** A recommendation as permissions look at it. */
export const someRecommendation = fc.record({
  id: fc.constantFrom(...pool.recommendations),
  reviewId: fc.constantFrom(...pool.reviews),
  leadEntityId: fc.option(fc.constantFrom(...pool.entities)),
  ownerId: fc.option(fc.constantFrom(...pool.people)),
  issuance: fc.constantFrom<Issuance[]>(...issuances),
  confidentiality: fc.constantFrom<Confidentiality[]>(...confidentialities),
  acceptance: fc.constantFrom(...acceptances),
});

/** What an entry of the log is about, as permissions and audiences look at it. */
export const someEntry = fc
  .record({
    objectType: fc.constantFrom<RecordType[]>(...recordTypes),
    recommendation: someRecommendation,
    reviewId: fc.constantFrom(...pool.reviews),
    evidence: fc.record({
      confidentiality: fc.constantFrom<Confidentiality[]>(...confidentialities),
      addedById: fc.constantFrom(...pool.people),
    }),
    isPlaced: fc.boolean(),
  })
  .map(({ objectType, recommendation, reviewId, evidence, isPlaced }) => {
    const isApart = [
      'entity',
      'person',
      'grant',
      'delegation',
      'mapping',
      'installation',
      'review',
      'sign-in',
      'token',
      'password-link',
    ].includes(objectType);
    const stands = !isApart && (isPlaced || !['refusal', 'export'].includes(objectType));
    const ofReview = objectType === 'review' || objectType === 'export' ? reviewId : null;
    return {
      objectType,
      recommendation: stands ? recommendation : null,
      reviewId: stands ? recommendation.reviewId : ofReview,
      evidence: objectType === 'evidence' ? evidence : null,
    };
  });
export type SomeEntry = typeof someEntry extends fc.Arbitrary<infer T> ? T : never;
