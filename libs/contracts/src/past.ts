import { z } from 'zod';
import { ActorGrant } from './grant.js';
import { asOf, PageQuery } from './page.js';
import { Id, Instant, LeafIndex, ObjectVersion, PersonName, Timestamp } from './primitives.js';
import { objectTypes } from './vocabulary.js';

export const ReaderQuery = PageQuery.extend(asOf);
export type ReaderQuery = z.infer<typeof ReaderQuery>;

/** Somebody who could see a recommendation at a time, and by which of the grants that ran then. */
export const ReaderView = z.object({
  person: PersonName,
  grants: z
    .array(
      ActorGrant.pick({ id: true, role: true, scopeType: true, scopeId: true }).extend({
        scopeName: z.string().nullable(),
      }),
    )
    .min(1),
});
export type ReaderView = z.infer<typeof ReaderView>;

/** Two times between which something is compared: `from` before `to`; without `to`, between `from` and now. */
const times = { from: Instant, to: Instant.optional() };
const inOrder = ({ from, to }: { from: string; to?: string | undefined }) =>
  to === undefined || Date.parse(from) < Date.parse(to);
const orderFault = { path: ['to'], message: 'is not after from' };

export const CompareOneQuery = PageQuery.extend(times).refine(inOrder, orderFault);
export type CompareOneQuery = z.infer<typeof CompareOneQuery>;
export const CompareQuery = PageQuery.extend({ ...times, reviewId: Id.optional() }).refine(
  inOrder,
  orderFault,
);
export type CompareQuery = z.infer<typeof CompareQuery>;

/** A field that is not what it was: both values, and the entry that changed it last. */
export const FieldDifference = z.object({
  field: z.string(),
  /** Null where there was none, or the object was not there yet. */
  then: z.unknown(),
  now: z.unknown(),
  changed: z.object({
    at: Timestamp,
    by: PersonName.nullable(),
    action: z.string(),
    index: LeafIndex,
    entryId: Id,
  }),
});
export type FieldDifference = z.infer<typeof FieldDifference>;

/** An object that differs between two times. */
export const Comparison = z.object({
  objectType: z.enum(objectTypes),
  objectId: Id,
  /** What people call it. */
  name: z.string(),
  recommendation: z.object({ id: Id, code: z.string(), title: z.string() }).nullable(),
  /** Null where it was not there yet. */
  versionThen: ObjectVersion.nullable(),
  versionNow: ObjectVersion,
  differences: z.array(FieldDifference),
});
export type Comparison = z.infer<typeof Comparison>;
