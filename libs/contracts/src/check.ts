import { z } from 'zod';
import { PageQuery, flag } from './page.js';
import { Id, LeafIndex, PersonName, Timestamp } from './primitives.js';
import { recordTypes } from './vocabulary.js';

/** What the house checks of itself: a sample of the history, all of it, and the bytes of evidence. */
export const checkKinds = ['history-sample', 'history-all', 'evidence'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** How a check ended. `failed`: it could not be carried out, which is no word about what it was to check. */
export const checkOutcomes = ['sound', 'unsound', 'cancelled', 'failed'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** Everything that a check may find wrong. A new code is added here and worded in the client's language files. */
export const findingCodes = [
  // an entry
  'entry-altered',
  'entry-form',
  'entry-columns',
  'chain-broken',
  'version-gap',
  'opening-altered',
  'opening-missing',
  'opening-stray',
  'redaction-unproved',
  // the log
  'entry-not-in-log',
  'leaf-missing',
  'leaf-without-entry',
  'leaf-altered',
  'leaf-columns',
  'leaf-order',
  'head-differs',
  'root-differs',
  'node-differs',
  'checkpoint-differs',
  // what is kept beside the log
  'row-differs',
  'row-missing',
  'row-stray',
  'figures-differ',
  'past-differs',
  // files
  'file-missing',
  'file-altered',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** How many findings of one check are kept; those beyond are counted. */
export const findingsMax = 100;

/** One thing that is not as the history says it must be, and where. */
export const CheckFinding = z.object({
  code: z.enum(findingCodes),
  /** The entry at fault. */
  entryId: Id.optional(),
  objectType: z.enum(recordTypes).optional(),
  objectId: Id.optional(),
  objectVersion: z.int().optional(),
  leafIndex: LeafIndex.optional(),
  /** The recommendation that it belongs to, where it does. */
  recommendationId: Id.optional(),
  /** What is wrong, in plain English, without a word of the content. */
  words: z.string(),
});
export type CheckFinding = z.infer<typeof CheckFinding>;

/** How far a check is. What it does not count it leaves out. */
export const CheckCounts = z.object({
  entries: z.int().optional(),
  leaves: z.int().optional(),
  objects: z.int().optional(),
  checkpoints: z.int().optional(),
  files: z.int().optional(),
  /** Bytes of files that were hashed. */
  bytes: z.int().optional(),
  /** Steps done and steps to do, for showing how far it is. */
  done: z.int().optional(),
  total: z.int().optional(),
});
export type CheckCounts = z.infer<typeof CheckCounts>;

/** One check: asked for, under way, or ended. */
export const CheckRunView = z.object({
  id: Id,
  kind: z.enum(checkKinds),
  askedAt: Timestamp,
  /** Null where it was the schedule. */
  askedBy: PersonName.nullable(),
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
  /** From which the sample was drawn, so that anybody can draw it again. */
  seed: z.int().nullable(),
  counts: CheckCounts,
  findings: z.array(CheckFinding).max(findingsMax),
  /** All findings, those that are not kept included. */
  findingCount: z.int(),
  outcome: z.enum(checkOutcomes).nullable(),
  isCancelAsked: z.boolean(),
});
export type CheckRunView = z.infer<typeof CheckRunView>;

export const CheckQuery = PageQuery.extend({ kind: z.enum(checkKinds).optional() });
export type CheckQuery = z.infer<typeof CheckQuery>;
export const AskCheck = z.strictObject({ kind: z.enum(checkKinds) });
export type AskCheck = z.infer<typeof AskCheck>;

/** When each check comes next by itself. */
export const CheckPlan = z.object({
  next: z.array(z.object({ kind: z.enum(checkKinds), at: Timestamp })),
  /** Whether this installation can send mail. */
  isMailOn: z.boolean(),
});
export type CheckPlan = z.infer<typeof CheckPlan>;

export const alarmKinds = ['history', 'evidence'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** An alarm: raised by a check, cleared only by a later check that finds the same thing sound again. */
export const AlarmView = z.object({
  id: Id,
  kind: z.enum(alarmKinds),
  finding: CheckFinding,
  raisedAt: Timestamp,
  /** When it was last found. */
  seenAt: Timestamp,
  clearedAt: Timestamp.nullable(),
});
export type AlarmView = z.infer<typeof AlarmView>;
export const AlarmQuery = PageQuery.extend({ open: flag() });
export type AlarmQuery = z.infer<typeof AlarmQuery>;

/** What the newest check of a file of evidence found. */
export const integrities = ['ok', 'missing', 'altered', 'unchecked'] as const;
export type Integrity = (typeof integrities)[number];

/** How a mail stands. `unknown`: it may have arrived, so it is not sent again. */
export const mailStates = ['waiting', 'sending', 'sent', 'refused', 'unknown'] as const;

/** Whether somebody gets the daily mail with the newest checkpoint, and how their last one stands. */
export const CheckpointMail = z.object({
  isSubscribed: z.boolean(),
  last: z.object({ day: z.string(), state: z.enum(mailStates), at: Timestamp }).nullable(),
});
export type CheckpointMail = z.infer<typeof CheckpointMail>;
