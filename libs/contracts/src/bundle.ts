import { z } from 'zod';
import { Id } from './primitives.js';

/** Which part of the history a bundle tells in full: one review, one recommendation, or all that may be read. */
export const BundleQuery = z
  .strictObject({ reviewId: Id.optional(), recommendationId: Id.optional() })
  .refine(({ reviewId, recommendationId }) => !reviewId || !recommendationId, {
    message: 'names a review and a recommendation: one of them is enough',
    path: ['recommendationId'],
  });
export type BundleQuery = z.infer<typeof BundleQuery>;
