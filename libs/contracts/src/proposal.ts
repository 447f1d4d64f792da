import { z } from 'zod';
import {
  CalendarDate,
  ConfidentialityWord,
  DueDate,
  EntityName,
  Id,
  line,
  ObjectVersion,
  PersonName,
  prose,
  Recorded,
  Timestamp,
} from './primitives.js';
import { anyOf, asOf, PageQuery } from './page.js';
import { deciderLevels, proposalStates } from './vocabulary.js';

const reason = prose(4000);

/** What a proposal asks for: a row of the transition table with what the row obliges it to carry. */
export const ProposedChange = z.discriminatedUnion('transition', [
  z.strictObject({ transition: z.literal('issue') }),
  z.strictObject({
    transition: z.literal('respond'),
    to: z.enum(['accepted', 'partially_accepted', 'not_accepted']),
    reason: reason.nullable().default(null),
    ownerId: Id.nullable().default(null),
    due: DueDate.nullable().default(null),
  }),
  z.strictObject({
    transition: z.literal('report-implemented'),
    narrative: prose(8000),
    evidenceIds: z.array(Id).max(50),
  }),
  z.strictObject({ transition: z.literal('verify'), note: prose(4000).nullable().default(null) }),
  z.strictObject({ transition: z.literal('close-implemented'), reason: reason.nullable().default(null) }),
  z.strictObject({ transition: z.literal('close-alternative'), reason }),
  z.strictObject({ transition: z.literal('close-overtaken'), reason }),
  z.strictObject({ transition: z.literal('close-not-implemented'), reason }),
  z.strictObject({
    transition: z.literal('close-risk-accepted'),
    reason: reason.nullable().default(null),
    riskStatement: prose(8000),
    riskReviewDate: CalendarDate,
  }),
  z.strictObject({ transition: z.literal('supersede'), reason, supersededById: Id }),
  z.strictObject({ transition: z.literal('move-due-date'), due: DueDate, reason }),
  z.strictObject({ transition: z.literal('reopen'), reason }),
]);
export type ProposedChange = z.infer<typeof ProposedChange>;
export type ProposedTransition = ProposedChange['transition'];

/** One person's decision on a proposal. */
export const Decision = z.object({
  by: Id,
  /** Who lent the right to decide; null where it was the decider's own. */
  onBehalfOf: Id.nullable(),
  at: Timestamp,
  outcome: z.enum(['approved', 'rejected', 'returned']),
  reason: z.string().nullable(),
  /** What the verifier tested, on a verification. */
  tested: z.string().nullable(),
});
export type Decision = z.infer<typeof Decision>;

/** An item of evidence as it stood when it was put before the decider. */
export const PinnedEvidence = z.object({
  evidenceId: Id,
  version: ObjectVersion,
  sha256: z.string().nullable(),
});

/** A change that somebody asked for, pinned to the version of the recommendation that it was asked on. */
export const ProposalState = Recorded.extend({
  recommendationId: Id,
  change: ProposedChange,
  pinnedVersion: ObjectVersion,
  evidence: z.array(PinnedEvidence),
  proposedById: Id,
  state: z.enum(proposalStates),
  /** Who may decide it, by the transition table as it stood when it was made. */
  decidedBy: z.enum(deciderLevels),
  approvalsNeeded: z.int(),
  decisions: z.array(Decision),
});
export type ProposalState = z.infer<typeof ProposalState>;

export const MakeProposal = z.strictObject({ recommendationId: Id, change: ProposedChange });
export const ApproveProposal = z.strictObject({
  reason: prose(4000).nullable().default(null),
  tested: prose(8000).nullable().default(null),
});
export const RejectProposal = z.strictObject({ reason, tested: prose(8000).nullable().default(null) });
export const ReturnProposal = z.strictObject({ reason });
export const WithdrawProposal = z.strictObject({ reason: reason.nullable().default(null) });

export const ProposalView = ProposalState.extend({
  proposedBy: PersonName,
  /** The names behind `decisions`, in the same order. */
  deciders: z.array(PersonName),
  /** The names of those who lent the right, in the same order. */
  decidersOnBehalfOf: z.array(PersonName.nullable()),
  recommendation: z.object({
    id: Id,
    version: ObjectVersion,
    code: z.string(),
    title: z.string(),
    reviewId: Id,
    reviewCode: z.string(),
    leadEntityId: Id.nullable(),
    leadEntity: EntityName.nullable(),
    ownerId: Id.nullable(),
    criticality: z.string().nullable(),
    issuance: z.string(),
    confidentiality: ConfidentialityWord,
  }),
});
export type ProposalView = z.infer<typeof ProposalView>;

export const ProposalQuery = PageQuery.extend({
  ...asOf,
  recommendationId: Id.optional(),
  state: anyOf(proposalStates),
  /** `waiting-for-me`: open ones that I may decide. `mine`: those that I made. */
  queue: z.enum(['waiting-for-me', 'mine', 'all']).default('all'),
  search: line(200).optional(),
});
export type ProposalQuery = z.infer<typeof ProposalQuery>;
