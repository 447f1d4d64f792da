import { roles, scopeTypes, type Role, type ScopeType } from '#contracts';

/** A part of the house that a grant of the cast may be for. */
export type Place = 'everything' | 'lead' | 'whole' | 'elsewhere' | 'first review' | 'one recommendation';

export interface CastGrant {
  role: Role;
  place: Place;
  /** With `one recommendation`: which. */
  only?: string;
  isEnded?: boolean;
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
  { name: 'once a manager', grants: [{ role: 'manager', place: 'everything', isEnded: true }] },
  { name: 'nobody in particular', grants: [] },
];

/** The grants that run. */
export const running = ({ grants }: Member): CastGrant[] => grants.filter(({ isEnded }) => !isEnded);
