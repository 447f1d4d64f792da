import { roles, scopeTypes, type DelegableDeed, type Role, type ScopeType } from '#contracts';

/** A part of the house that a grant of the cast may be for. */
export type Place =
  'everything' | 'lead' | 'whole' | 'elsewhere' | 'first review' | 'second review' | 'one recommendation';

/** Where a right holds. */
export interface Area {
  place: Place;
  /** With `one recommendation`: which. */
  only?: string;
}

export interface CastGrant extends Area {
  role: Role;
  isEnded?: boolean;
  /** An auditor who only reads. */
  verifies?: false;
  /** Where somebody else holds it and lent it: who, where, and which decisions. */
  lent?: Area & { by: string; deeds: readonly DelegableDeed[] };
  /** Reading that two persons opened for a time. */
  isEmergency?: true;
}

/** Somebody of the cast: the grants, and what is theirs in the house by other ways than grants. */
export interface Member {
  name: string;
  grants: readonly CastGrant[];
}

const placeOf: Record<ScopeType, Place> = {
  installation: 'everything',
  entity: 'lead',
  review: 'first review',
  recommendation: 'one recommendation',
};

/** Who is given which recommendation alone: one that says something of the role. */
const onlyOf: Record<Role, string> = {
  staff: 'internal',
  manager: 'confidential',
  auditor: 'confidential',
  observer: 'public',
  administrator: 'public',
};

const everyRoleEverywhere: Member[] = roles.flatMap((role) =>
  scopeTypes.map((scopeType) => ({
    name: `${role} of ${placeOf[scopeType]}`,
    grants: [{ role, place: placeOf[scopeType], only: onlyOf[role] }],
  })),
);

const lentDeeds = ['proposal.approve', 'proposal.reject', 'redaction.approve'] as const;

/** Every role in every kind of scope, and people who stand to the objects in other ways. */
export const cast: readonly Member[] = [
  ...everyRoleEverywhere,
  { name: 'staff of the whole tree', grants: [{ role: 'staff', place: 'whole' }] },
  { name: 'manager of the whole tree', grants: [{ role: 'manager', place: 'whole' }] },
  { name: 'manager elsewhere', grants: [{ role: 'manager', place: 'elsewhere' }] },
  { name: 'owner, staff elsewhere', grants: [{ role: 'staff', place: 'elsewhere' }] },
  { name: 'uploader, staff of lead', grants: [{ role: 'staff', place: 'lead' }] },
  { name: 'proposer, manager of everything', grants: [{ role: 'manager', place: 'everything' }] },
  {
    name: 'observer of everything and staff elsewhere',
    grants: [
      { role: 'observer', place: 'everything' },
      { role: 'staff', place: 'elsewhere' },
    ],
  },
  {
    name: 'borrower in lead',
    grants: [
      {
        role: 'manager',
        place: 'everything',
        lent: { by: 'proposer, manager of everything', place: 'lead', deeds: lentDeeds },
      },
    ],
  },
  {
    name: 'observer, and borrower in the first review',
    grants: [
      { role: 'observer', place: 'everything' },
      {
        role: 'auditor',
        place: 'everything',
        lent: { by: 'auditor of everything', place: 'first review', deeds: lentDeeds.slice(0, 1) },
      },
    ],
  },
  {
    name: 'reader of lead in an emergency',
    grants: [{ role: 'auditor', place: 'lead', verifies: false, isEmergency: true }],
  },
  { name: 'once a manager', grants: [{ role: 'manager', place: 'everything', isEnded: true }] },
  { name: 'nobody in particular', grants: [] },
];

/** The grants that run, what others lent and emergencies opened among them. */
export const running = ({ grants }: Member): CastGrant[] =>
  grants.filter((grant) => !grant.isEnded && (!grant.lent || holdsWhatIsLent(grant, grant.lent.deeds)));

/** A loan of what its lender does not hold gives nothing. */
function holdsWhatIsLent(grant: CastGrant, deeds: readonly DelegableDeed[]): boolean {
  if (isOf(grant, 'manager')) return true;
  const verifies = isOf(grant, 'auditor') && grant.verifies !== false;
  return verifies && deeds.some((deed) => deed.startsWith('proposal.'));
}

/** Whether a grant is of one of these roles. */
export const isOf = ({ role }: CastGrant, ...roles: Role[]): boolean => roles.includes(role);

/** The grants that are one's own. */
export const owned = (member: Member): CastGrant[] =>
  running(member).filter(({ lent, isEmergency }) => !lent && !isEmergency);
