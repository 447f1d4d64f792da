import { z } from 'zod';
import { line } from './primitives.js';
import { CreateReview, ReviewCode } from './review.js';
import { DraftRecommendation } from './recommendation.js';

/** Version tag of the import document. */
export const importFormat = 'uphold-import/1';

/** A recommendation in an import document; the review is the one that it stands in. */
export const ImportRecommendation = DraftRecommendation.omit({ reviewId: true, leadEntityId: true }).extend({
  /** Acronym or name of an entity that exists. */
  leadEntity: line(200).nullable().default(null),
});
export type ImportRecommendation = z.infer<typeof ImportRecommendation>;

/** A review in an import document. A review whose code exists already only takes new recommendations. */
export const ImportReview = CreateReview.extend({
  code: ReviewCode,
  recommendations: z.array(z.unknown()).max(5000).default([]),
});
export type ImportReview = z.infer<typeof ImportReview>;

/** The documented JSON import. Rows are checked one by one, so that each fault is reported with its place. */
export const ImportDocument = z.strictObject({
  format: z.literal(importFormat),
  reviews: z.array(z.unknown()).min(1).max(500),
});
export type ImportDocument = z.infer<typeof ImportDocument>;
