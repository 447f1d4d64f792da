import { confidentialities, deciderLevels, delegableDeeds, issuances, roles } from '#contracts';
import type { CastGrant, Member, Place } from './cast.js';
import type { About, Thing } from './oracle.js';

/** Every combination of who asks and what is asked about, for questions that need no database. */

const places: readonly Place[] = [
  'everything',
  'whole',
  'lead',
  'elsewhere',
  'first review',
  'second review',
  'one recommendation',
];
/** The recommendation of those who were given one alone. */
export const reached = 'internal issued in lead';
const grants: CastGrant[] = roles.flatMap((role) => places.map((place) => ({ role, place, only: reached })));

/** Who asks: it is also the name of the owner, maker or uploader where a thing is their own. */
export const me = 'me';
export const lender = 'a lender';

const asMe = (description: string, ...held: CastGrant[]) => ({
  description,
  member: { name: me, grants: held },
});
const decisions = ['proposal.approve', 'proposal.reject', 'proposal.return'] as const;
const lending = (
  grant: CastGrant,
  place: Place,
  deeds: readonly (typeof delegableDeeds)[number][],
): CastGrant => ({
  ...grant,
  lent: { by: lender, place, only: reached, deeds },
});

/** Somebody of each role in each kind of place, and people whose rights come by other ways. */
export const everybody: { description: string; member: Member }[] = [
  ...grants.map((grant) => asMe(`${grant.role} of ${grant.place}`, grant)),
  asMe('nobody in particular'),
  ...(['everything', 'whole', 'first review'] as const).flatMap((place) => [
    asMe(`auditor of ${place} who only reads`, { role: 'auditor', place, verifies: false }),
    asMe(`reader in an emergency of ${place}`, {
      role: 'auditor',
      place,
      verifies: false,
      isEmergency: true,
    }),
  ]),
  ...places.flatMap((place) =>
    (['whole', 'first review', 'one recommendation'] as const).map((part) =>
      asMe(
        `borrower in ${part} from a manager of ${place}`,
        lending({ role: 'manager', place, only: reached }, part, delegableDeeds),
      ),
    ),
  ),
  ...(['everything', 'first review'] as const).map((place) =>
    asMe(
      `borrower in lead from an auditor of ${place}`,
      lending({ role: 'auditor', place }, 'lead', delegableDeeds),
    ),
  ),
  asMe(
    'borrower of one decision',
    lending({ role: 'manager', place: 'whole' }, 'everything', ['proposal.reject']),
  ),
  asMe(
    'borrower of what is not held',
    lending({ role: 'staff', place: 'everything' }, 'everything', decisions),
  ),
  asMe('borrower from an auditor who only reads', {
    ...lending({ role: 'auditor', place: 'everything', verifies: false }, 'everything', decisions),
  }),
  asMe(
    'administrator and manager',
    { role: 'administrator', place: 'everything' },
    { role: 'manager', place: 'everything' },
  ),
  asMe(
    'staff with a loan',
    { role: 'staff', place: 'lead' },
    lending({ role: 'manager', place: 'whole' }, 'lead', decisions),
  ),
];

const whereabouts: Pick<About, 'entity' | 'review'>[] = [
  { entity: 'lead', review: 'first review' },
  { entity: 'whole', review: 'second review' },
  { entity: 'elsewhere', review: 'second review' },
  { entity: null, review: 'first review' },
];

/** Recommendations of every marking, issued or not, in every place, somebody else's and one's own. */
export const everyRecommendation: About[] = confidentialities.flatMap((confidentiality) =>
  issuances.flatMap((issuance) =>
    whereabouts.flatMap(({ entity, review }) =>
      (entity === 'whole' || entity === null ? [null] : [null, me]).map((owner) => ({
        name: `${confidentiality} ${issuance} in ${entity}${owner ? ', of one’s own' : ''}`,
        confidentiality,
        issuance,
        entity,
        review,
        owner,
      })),
    ),
  ),
);

/** Whose a thing may be: nobody's who matters, one's own, or the lender's. */
const makers: Pick<Thing, 'by'>[] = [{}, { by: me }, { by: lender }];
const kindsOf: Omit<Thing, 'about'>[] = [
  { kind: 'recommendation' },
  { kind: 'action' },
  ...deciderLevels.flatMap((decidedBy) =>
    // Whose it is matters alike at every level that decides; the lender's is told apart from one that is too low.
    (decidedBy === 'manager' || decidedBy === 'higher_manager' ? makers : makers.slice(0, 1)).map(
      (by): Omit<Thing, 'about'> => ({ kind: 'proposal', decidedBy, ...by }),
    ),
  ),
  ...confidentialities.flatMap((marking) =>
    makers.slice(0, 2).map((by): Omit<Thing, 'about'> => ({ kind: 'evidence', marking, ...by })),
  ),
  ...makers.slice(0, 2).map((by): Omit<Thing, 'about'> => ({ kind: 'comment', ...by })),
  ...makers.map((by): Omit<Thing, 'about'> => ({ kind: 'redaction', ...by })),
];

/** Everything that may belong to a recommendation, with the recommendation itself. */
export const thingsOf = (about: About): Thing[] => kindsOf.map((thing) => ({ ...thing, about }));
