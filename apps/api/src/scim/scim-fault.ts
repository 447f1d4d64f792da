import { problemStatus, Refusal } from '#contracts';
import { problemOf } from '../problem/problem.filter.js';

/** Kinds of faults that a client can tell apart (RFC 7644 section 3.12, table 9). */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers';

/** What the directory asked is not done, and why, in the words of its protocol. */
export class ScimFault extends Error {
  override readonly name = 'ScimFault';

  constructor(
    readonly status: number,
    readonly scimType: ScimType | null,
    message: string,
  ) {
    super(message);
  }
}

/** A wrong request, as nearly all faults are. */
export const wrong = (scimType: ScimType, message: string): ScimFault =>
  new ScimFault(400, scimType, message);

/** Body of an error (RFC 7644 section 3.12). */
export interface ScimErrorBody {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'];
  status: string;
  scimType?: ScimType;
  detail?: string;
}

/** The answer to anything that was thrown; what is our fault is not told. */
export function errorOf(
  fault: unknown,
  requestId: string,
): { status: number; body: ScimErrorBody; retryAfterSeconds?: number | undefined } {
  if (fault instanceof ScimFault) return { status: fault.status, body: bodyOf(fault) };
  const { code, status, detail, retryAfterSeconds } = problemOf(fault, requestId);
  const scimType = (fault instanceof Refusal && refusedAs[code]) || syntaxOf(status);
  return { status, body: bodyOf({ status, scimType, message: detail ?? '' }), retryAfterSeconds };
}

const syntaxOf = (status: number): ScimType | null =>
  status === problemStatus['malformed-body'] ? 'invalidSyntax' : null;

const refusedAs: Partial<Record<Refusal['code'], ScimType>> = {
  'already-exists': 'uniqueness',
  'invalid-input': 'invalidValue',
};

function bodyOf({
  status,
  scimType,
  message,
}: Pick<ScimFault, 'status' | 'scimType' | 'message'>): ScimErrorBody {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType && { scimType }),
    ...(message && { detail: message }),
  };
}
