import { z } from 'zod';
import { asOf, flag, PageQuery } from './page.js';
import { Id, line, PersonName, Recorded, Timestamp } from './primitives.js';
import { delegableDeeds, scopeTypes } from './vocabulary.js';

/** How long a right may be lent, in days. */
export const delegationDaysMax = 366;

/** Decisions that one person lends to another within a scope, from a time to a time. They are not handed on. */
export const DelegationState = Recorded.extend({
  fromId: Id,
  toId: Id,
  scopeType: z.enum(scopeTypes),
  /** The entity, review or recommendation; null for the whole installation. */
  scopeId: Id.nullable(),
  deeds: z.array(z.enum(delegableDeeds)),
  startsAt: Timestamp,
  endsAt: Timestamp,
  /** When one of the two, or an administrator, ended it before its time. */
  endedAt: Timestamp.nullable(),
});
export type DelegationState = z.infer<typeof DelegationState>;

export const GiveDelegation = z
  .strictObject({
    toId: Id,
    scopeType: z.enum(scopeTypes),
    scopeId: Id.nullable().default(null),
    deeds: z.array(z.enum(delegableDeeds)).min(1).max(delegableDeeds.length),
    /** Null where it begins at once. */
    startsAt: Timestamp.nullable().default(null),
    endsAt: Timestamp,
    reason: line(1000),
  })
  .refine(({ scopeType, scopeId }) => (scopeType === 'installation') === (scopeId === null), {
    path: ['scopeId'],
    message: 'is needed for every scope but the installation, and only there must it be empty',
  })
  .refine(({ deeds }) => new Set(deeds).size === deeds.length, {
    path: ['deeds'],
    message: 'names a decision twice',
  });
export const EndDelegation = z.strictObject({ reason: line(1000) });

export const delegationTimes = ['running', 'coming', 'ended'] as const;

export const DelegationView = DelegationState.extend({
  from: PersonName,
  to: PersonName,
  scopeName: z.string().nullable(),
  /** Why it was given. */
  reason: z.string(),
});
export type DelegationView = z.infer<typeof DelegationView>;
export const DelegationQuery = PageQuery.extend({
  ...asOf,
  fromId: Id.optional(),
  toId: Id.optional(),
  /** Those that the reader gave or was given. */
  mine: flag(),
  time: z.enum(delegationTimes).optional(),
});
export type DelegationQuery = z.infer<typeof DelegationQuery>;
