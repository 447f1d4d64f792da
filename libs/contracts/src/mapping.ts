import { z } from 'zod';
import { PageQuery } from './page.js';
import { Id, line, PersonName, Recorded } from './primitives.js';
import { mappingStates, roles, scopeTypes, type Role } from './vocabulary.js';

/** Name of a group, as the provider of single sign-on tells it. */
export const GroupName = line(255);

/**
 * Whoever is in this group of the single sign-on holds this role within this scope. It is never changed: another
 * one is added, and this one ended, which ends what it gave.
 */
export const MappingState = Recorded.extend({
  groupName: z.string(),
  role: z.enum(roles),
  scopeType: z.enum(scopeTypes),
  /** The entity, review or recommendation; null for the whole installation. */
  scopeId: Id.nullable(),
  verifies: z.boolean(),
  /** Whether its author said that a weighty role is meant. */
  isMeant: z.boolean(),
  addedById: Id,
  state: z.enum(mappingStates),
});
export type MappingState = z.infer<typeof MappingState>;

/** Roles that a mapping gives only where its author says in so many words that it is to. */
export const weightyRoles: readonly Role[] = ['administrator'];
const verifyingRoles: readonly Role[] = ['auditor'];

export const AddMapping = z
  .strictObject({
    groupName: GroupName,
    role: z.enum(roles),
    scopeType: z.enum(scopeTypes),
    scopeId: Id.nullable().default(null),
    verifies: z.boolean().default(false),
    /** Said of a role with which one keeps the rights of others. */
    isMeant: z.boolean().default(false),
    reason: line(1000),
  })
  .refine((mapping) => (mapping.scopeType === 'installation') === (mapping.scopeId === null), {
    path: ['scopeId'],
    message: 'is needed for every scope but the installation, and only there must it be empty',
  })
  .refine((mapping) => !mapping.verifies || verifyingRoles.includes(mapping.role), {
    path: ['verifies'],
    message: 'goes with the role auditor alone',
  })
  .refine((mapping) => mapping.isMeant === weightyRoles.includes(mapping.role), {
    path: ['isMeant'],
    message: 'must be said of a role that keeps the rights of others, and of no other role',
  });
export const EndMapping = z.strictObject({ reason: line(1000) });

/** A right that a mapping gives to somebody in its group. Nobody gives it: the provider's word does. */
export const MapGrant = z.strictObject({ personId: Id, mappingId: Id, reason: line(1000) });

export const MappingView = MappingState.extend({
  addedBy: PersonName,
  scopeName: z.string().nullable(),
  /** How many people hold the role by it now. */
  held: z.int(),
  /** Whether its author was in the group when they last came in by single sign-on: to them it gives nothing. */
  isOwnGroup: z.boolean(),
});
export type MappingView = z.infer<typeof MappingView>;
export const MappingQuery = PageQuery.extend({ state: z.enum(mappingStates).optional() });
export type MappingQuery = z.infer<typeof MappingQuery>;
