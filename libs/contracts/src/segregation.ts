import { z } from 'zod';
import { flag, PageQuery } from './page.js';
import { Id, LeafIndex, PersonName, Timestamp } from './primitives.js';
import { Decision } from './proposal.js';

/** How duties may fail to be kept apart; each is a rule under `segregation/`. */
export const segregationFaults = ['own-proposal', 'second-approval', 'verifier-in-chain'] as const;
export type SegregationFault = (typeof segregationFaults)[number];

/** Who did something, and on whose behalf. */
export const DutyHolder = z.object({ person: PersonName, onBehalfOf: PersonName.nullable() });
export type DutyHolder = z.infer<typeof DutyHolder>;

/** A decision as the history holds it, with everybody from whom its decider had to differ. */
export const SegregationRow = z.object({
  /** Place of the decision in the log. */
  index: LeafIndex,
  entryId: Id,
  at: Timestamp,
  proposalId: Id,
  transition: z.string(),
  outcome: Decision.shape.outcome,
  recommendation: z.object({ id: Id, code: z.string(), title: z.string() }),
  reviewId: Id.nullable(),
  asked: DutyHolder,
  decided: DutyHolder,
  /** Who decided on the same proposal before. */
  earlier: z.array(DutyHolder),
  /** With a verification: who reported what is verified, and who approved the reports. */
  reporters: z.array(DutyHolder),
  /** What is wrong; null where duties were kept apart. */
  fault: z.enum(segregationFaults).nullable(),
});
export type SegregationRow = z.infer<typeof SegregationRow>;

/** Counts over everything that the question covers and the reader may read. */
export const SegregationTotals = z.object({
  /** Index of the last entry that was looked at; -1 of an empty log. */
  asOfIndex: z.int().min(-1),
  decisions: z.int(),
  apart: z.int(),
  violations: z.int(),
});
export type SegregationTotals = z.infer<typeof SegregationTotals>;

export const SegregationReport = z.object({
  rows: z.array(SegregationRow),
  next: z.string().nullable(),
  /** With the first page, for which the whole history is looked through; null with those after it. */
  totals: SegregationTotals.nullable(),
});
export type SegregationReport = z.infer<typeof SegregationReport>;

export const SegregationQuery = PageQuery.extend({
  reviewId: Id.optional(),
  recommendationId: Id.optional(),
  /** Decisions between two times, both included. */
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  /** Only decisions in which duties were not kept apart. */
  violations: flag(),
});
export type SegregationQuery = z.infer<typeof SegregationQuery>;
