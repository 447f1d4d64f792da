import { z } from 'zod';
import { CalendarDate, line, prose, Recorded, webAddress } from './primitives.js';
import { asOf, PageQuery } from './page.js';

/** A finding of a review, in the project's own words or the review's. */
export const Lesson = z.strictObject({
  code: line(40),
  text: prose(4000),
  sourceVerified: z.boolean(),
});
export type Lesson = z.infer<typeof Lesson>;

/** A document that a review rests on. */
export const Source = z.strictObject({
  title: line(400),
  url: webAddress(1000).nullable().default(null),
});
export type Source = z.infer<typeof Source>;

/** A lessons-learned review. */
export const ReviewState = Recorded.extend({
  code: z.string(),
  title: z.string(),
  symbol: z.string().nullable(),
  date: CalendarDate,
  commissionedBy: z.string(),
  chair: z.string().nullable(),
  summary: z.string(),
  sources: z.array(Source),
  lessons: z.array(Lesson),
});
export type ReviewState = z.infer<typeof ReviewState>;

/** Short name of a review in addresses and exports: lowercase words and digits joined by hyphens. */
export const ReviewCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

const details = {
  title: line(400),
  symbol: line(80).nullable(),
  date: CalendarDate,
  commissionedBy: line(200),
  chair: line(200).nullable(),
  summary: prose(8000),
  sources: z.array(Source).max(50),
  lessons: z.array(Lesson).max(200),
};

export const CreateReview = z.strictObject({
  ...details,
  code: ReviewCode,
  symbol: details.symbol.default(null),
  chair: details.chair.default(null),
  sources: details.sources.default([]),
  lessons: details.lessons.default([]),
});
export const ChangeReview = z.strictObject(details).partial();

/** A review in lists and on its page; the counts are of the recommendations that the reader may see. */
export const ReviewView = ReviewState.extend({
  recommendationCount: z.int(),
  closedCount: z.int(),
  overdueCount: z.int(),
});
export type ReviewView = z.infer<typeof ReviewView>;
export const ReviewQuery = PageQuery.extend({ ...asOf, search: line(200).optional() });
export type ReviewQuery = z.infer<typeof ReviewQuery>;
