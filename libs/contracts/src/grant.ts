import { z } from 'zod';
import { Id, line, PersonName, Recorded, Timestamp } from './primitives.js';
import { delegableDeeds, roles, scopeTypes, tokenAccesses, type Role } from './vocabulary.js';
import { asOf, flag, PageQuery } from './page.js';

/** A role that a person holds within a scope, until its time is over or it is ended. */
export const GrantState = Recorded.extend({
  personId: Id,
  role: z.enum(roles),
  scopeType: z.enum(scopeTypes),
  /** The entity, review or recommendation; null for the whole installation. */
  scopeId: Id.nullable(),
  /** Whether an auditor may give verification decisions under this grant. */
  verifies: z.boolean(),
  /** When it ends by itself; null where it runs until it is ended. */
  endsAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  /** The mapping by which the provider of single sign-on gave it; null where a person did. */
  mappingId: Id.nullable(),
});
export type GrantState = z.infer<typeof GrantState>;

/** Roles under which a grant may carry the right to verify. */
const verifyingRoles: readonly Role[] = ['auditor'];

export const GiveGrant = z
  .strictObject({
    personId: Id,
    role: z.enum(roles),
    scopeType: z.enum(scopeTypes),
    scopeId: Id.nullable().default(null),
    verifies: z.boolean().default(false),
    endsAt: Timestamp.nullable().default(null),
    reason: line(1000),
  })
  .refine((grant) => (grant.scopeType === 'installation') === (grant.scopeId === null), {
    path: ['scopeId'],
    message: 'is needed for every scope but the installation, and only there must it be empty',
  })
  .refine((grant) => !grant.verifies || verifyingRoles.includes(grant.role), {
    path: ['verifies'],
    message: 'goes with the role auditor alone',
  });
export const EndGrant = z.strictObject({ reason: line(1000) });

export const GrantView = GrantState.extend({ person: PersonName, scopeName: z.string().nullable() });
export type GrantView = z.infer<typeof GrantView>;
export const GrantQuery = PageQuery.extend({
  ...asOf,
  personId: Id.optional(),
  role: z.enum(roles).optional(),
  ended: flag(),
});
export type GrantQuery = z.infer<typeof GrantQuery>;

/** Part of the house as permission rules read it: an entity is spelled out to the entities below it. */
export const ActorScope = z.object({
  scopeType: z.enum(scopeTypes),
  /** The entity, review or recommendation; null for the whole installation. */
  scopeId: Id.nullable(),
  entityIds: z.array(Id),
});
export type ActorScope = z.infer<typeof ActorScope>;

/** Set on a right that somebody else holds and lent: who, and to what part and which decisions it is narrowed. */
export const Lent = ActorScope.extend({
  delegationId: Id,
  fromId: Id,
  deeds: z.array(z.enum(delegableDeeds)),
});
export type Lent = z.infer<typeof Lent>;

/** A running grant as permission rules read it; where it is lent, role and scope are those of the lender's grant. */
export const ActorGrant = ActorScope.extend({
  id: Id,
  role: z.enum(roles),
  verifies: z.boolean(),
  lent: Lent.optional(),
  /** The emergency under which somebody holds it. */
  emergencyId: Id.optional(),
});
export type ActorGrant = z.infer<typeof ActorGrant>;

/** The API token through which somebody acts: what it lets through of their rights. */
export const ActorToken = z.object({
  id: Id,
  access: z.enum(tokenAccesses),
  /** The commands that it may carry; null for all. */
  commands: z.array(z.string()).nullable(),
});
export type ActorToken = z.infer<typeof ActorToken>;

/** Who acts: everything that a permission rule may know of a person. */
export const Actor = z.object({
  personId: Id,
  grants: z.array(ActorGrant),
  /** When the next of these rights ends or the next one begins, by itself; not there where nothing does. */
  changesAt: Timestamp.optional(),
  token: ActorToken.optional(),
});
export type Actor = z.infer<typeof Actor>;
