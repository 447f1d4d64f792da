import { z } from 'zod';
import { StepUpAsked } from './factors.js';

/**
 * Every problem that a door may answer with, and its HTTP status. The `type` of the RFC 9457 answer is
 * `/problems/<code>`. A new code is added here and worded in the client's language files, nowhere else.
 */
export const problemStatus = {
  'invalid-input': 400,
  'unsupported-query': 400,
  'malformed-body': 400,
  'malformed-request': 400,
  'idempotency-key-required': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'factor-refused': 401,
  'sign-in-expired': 401,
  'missing-csrf-token': 403,
  'not-permitted': 403,
  'step-up-required': 403,
  'second-factor-required': 403,
  'in-person-only': 403,
  'beyond-token': 403,
  'wrong-password': 403,
  'own-proposal': 403,
  'already-decided-by-you': 403,
  'in-the-chain': 403,
  'level-too-low': 403,
  'not-found': 404,
  'link-not-valid': 410,
  'no-such-route': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'wrong-state': 409,
  'proposal-not-open': 409,
  'proposal-open-already': 409,
  'proposal-out-of-date': 409,
  'obligation-missing': 409,
  'already-exists': 409,
  'reference-not-found': 409,
  'nothing-to-change': 409,
  'limit-reached': 409,
  'last-administrator': 409,
  'mail-off': 409,
  'version-conflict': 412,
  'body-too-large': 413,
  'file-too-large': 413,
  'unsupported-media-type': 415,
  'file-type-refused': 415,
  'file-empty': 422,
  'password-too-common': 422,
  'password-names-you': 422,
  'idempotency-key-reused': 422,
  'version-required': 428,
  'too-many-requests': 429,
  'headers-too-large': 431,
  'internal-error': 500,
  'provider-unavailable': 503,
  'storage-unavailable': 503,
  'took-too-long': 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;
export const problemCodes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]];

/** One input that is at fault: its path in dots, and why. */
export const FieldFault = z.object({ field: z.string(), message: z.string() });
export type FieldFault = z.infer<typeof FieldFault>;

/** What happened to an object since the version that the caller knew. */
export const ChangeSince = z.object({
  version: z.number(),
  action: z.string(),
  at: z.string(),
  actorName: z.string().nullable(),
  set: z.record(z.string(), z.unknown()),
  was: z.record(z.string(), z.unknown()),
});
export type ChangeSince = z.infer<typeof ChangeSince>;

/** RFC 9457 problem details, with our extension members. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(problemCodes),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  /** Inputs at fault. */
  fields: z.array(FieldFault).optional(),
  /** The rule of the permission or workflow tables that refused. */
  rule: z.string().optional(),
  /** The version that the object has now, with a `version-conflict`. */
  currentVersion: z.number().optional(),
  changes: z.array(ChangeSince).optional(),
  /** After how many seconds it may be tried again; also in `Retry-After`. */
  retryAfterSeconds: z.number().optional(),
  /** What would do, with a `step-up-required`. */
  stepUp: StepUpAsked.optional(),
});
export type Problem = z.infer<typeof Problem>;
