import { z } from 'zod';
import { Id, PersonName, prose, Recorded } from './primitives.js';
import { anyOf, asOf, PageQuery } from './page.js';
import { Opening } from './sensitive.js';
import { legalBases, redactionStates } from './vocabulary.js';

/** How many places one redaction may take words from. */
export const redactionTargetsMax = 500;

/** A place in the history that holds a commitment: an entry, and where in its body. */
export const RedactionTarget = z.strictObject({ entryId: Id, path: Opening.shape.path });
export type RedactionTarget = z.infer<typeof RedactionTarget>;

/**
 * A request that words or files be taken out of the record. Once approved by a second person the openings of its
 * targets are gone; the entries and their proofs stay as they were.
 */
export const RedactionState = Recorded.extend({
  recommendationId: Id,
  /** What was asked for; once approved, every place where the same was said. */
  targets: z.array(RedactionTarget),
  legalBasis: z.enum(legalBases),
  requestedById: Id,
  decidedById: Id.nullable(),
  /** Who lent the right to decide; null where it was the decider's own. */
  decidedOnBehalfOfId: Id.nullable(),
  state: z.enum(redactionStates),
});
export type RedactionState = z.infer<typeof RedactionState>;

export const RequestRedaction = z.strictObject({
  recommendationId: Id,
  targets: z.array(RedactionTarget).min(1).max(50),
  legalBasis: z.enum(legalBases),
  reason: prose(4000),
});
export const ApproveRedaction = z.strictObject({ reason: prose(4000).nullable().default(null) });
export const RejectRedaction = z.strictObject({ reason: prose(4000) });

export const RedactionView = RedactionState.extend({
  requestedBy: PersonName,
  decidedBy: PersonName.nullable(),
  decidedOnBehalfOf: PersonName.nullable(),
  /** Why it was asked for. */
  reason: z.string(),
  recommendation: z.object({ id: Id, code: z.string(), title: z.string() }),
});
export type RedactionView = z.infer<typeof RedactionView>;
export const RedactionQuery = PageQuery.extend({
  ...asOf,
  recommendationId: Id.optional(),
  state: anyOf(redactionStates),
});
export type RedactionQuery = z.infer<typeof RedactionQuery>;
