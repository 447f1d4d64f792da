import type { Actor, BundleQuery, ExportBody } from '#contracts';
import type { Parameters } from '../parameters.js';
import { scopeSql } from '../scope-sql.js';

/** Who exports, and which part. The operator, who is no person of the house, may read everything. */
export interface ExportScope extends BundleQuery {
  actor: Actor | 'operator';
}

/** Entries that the export tells in full, as an SQL condition over leaf, entry, recommendation and evidence. */
export function toldSql({ actor, reviewId, recommendationId }: ExportScope, parameters: Parameters): string {
  const conditions = [actor === 'operator' ? 'true' : scopeSql(actor, 'read', 'history', parameters)];
  if (reviewId) conditions.push(`leaf.review_id = ${parameters.add(reviewId)}::uuid`);
  if (recommendationId) conditions.push(`leaf.recommendation_id = ${parameters.add(recommendationId)}::uuid`);
  return `coalesce(${conditions.map((one) => `(${one})`).join(' and ')}, false)`;
}

/** The part, as the record of the export names it. */
export function partOf({ reviewId, recommendationId }: BundleQuery): ExportBody['scope'] {
  if (recommendationId) return { type: 'recommendation', id: recommendationId };
  return reviewId ? { type: 'review', id: reviewId } : { type: 'installation', id: null };
}
