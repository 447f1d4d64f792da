import { z } from 'zod';
import { Id, PersonName, prose, Recorded, Timestamp } from './primitives.js';
import { anyOf, flag, PageQuery } from './page.js';
import { emergencyStates, openedTypes, scopeTypes } from './vocabulary.js';

/** For how long emergency access is given at most, in hours. */
export const emergencyHoursMax = 24;

/**
 * Reading, for a time and within a scope, what one may not read otherwise: asked for by one person, opened by another.
 * It ends by itself at `endsAt`, without an entry; renewing is asking anew.
 */
export const EmergencyAccessState = Recorded.extend({
  requestedById: Id,
  scopeType: z.enum(scopeTypes),
  /** The entity, review or recommendation; null for the whole installation. */
  scopeId: Id.nullable(),
  hours: z.int(),
  state: z.enum(emergencyStates),
  decidedById: Id.nullable(),
  /** When it was approved, from when on it runs; null before that. */
  startsAt: Timestamp.nullable(),
  endsAt: Timestamp.nullable(),
  /** When somebody ended it before its time, or took the request back. */
  endedAt: Timestamp.nullable(),
});
export type EmergencyAccessState = z.infer<typeof EmergencyAccessState>;

export const RequestEmergencyAccess = z
  .strictObject({
    scopeType: z.enum(scopeTypes),
    scopeId: Id.nullable().default(null),
    hours: z.int().min(1).max(emergencyHoursMax),
    reason: prose(4000),
  })
  .refine((asked) => (asked.scopeType === 'installation') === (asked.scopeId === null), {
    path: ['scopeId'],
    message: 'is needed for every scope but the installation, and only there must it be empty',
  });
export const ApproveEmergencyAccess = z.strictObject({ reason: prose(4000).nullable().default(null) });
export const RefuseEmergencyAccess = z.strictObject({ reason: prose(4000) });
export const EndEmergencyAccess = z.strictObject({ reason: prose(4000).nullable().default(null) });

export const EmergencyAccessView = EmergencyAccessState.extend({
  requestedBy: PersonName,
  decidedBy: PersonName.nullable(),
  /** Why it was asked for. */
  reason: z.string(),
  /** Null for the whole installation, and for what the reader may not read. */
  scopeName: z.string().nullable(),
  /** Whether its holder reads under it now. */
  isRunning: z.boolean(),
  /** How many objects its holder opened under it. */
  useCount: z.int(),
});
export type EmergencyAccessView = z.infer<typeof EmergencyAccessView>;
export const EmergencyAccessQuery = PageQuery.extend({
  state: anyOf(emergencyStates),
  requestedById: Id.optional(),
  /** Only those that wait for a decision or under which somebody reads now, or none of them. */
  open: flag(),
});
export type EmergencyAccessQuery = z.infer<typeof EmergencyAccessQuery>;

/** An object that was opened under emergency access, the first time. */
export const EmergencyUse = z.object({
  at: Timestamp,
  objectType: z.enum(openedTypes),
  objectId: Id,
  /** The recommendation that it belongs to, or is; null for a reader who may not read that. */
  recommendation: z.object({ id: Id, code: z.string(), title: z.string() }).nullable(),
});
export type EmergencyUse = z.infer<typeof EmergencyUse>;
export const EmergencyUseQuery = PageQuery;
export type EmergencyUseQuery = z.infer<typeof EmergencyUseQuery>;
