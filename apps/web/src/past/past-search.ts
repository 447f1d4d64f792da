import { z } from 'zod';
import { Id, Instant } from '#contracts';

/** What every address may hold: the time as of which everything is shown. What is no time of the past is left out. */
export function readPastSearch(raw: Record<string, unknown>): { asOf?: string } {
  const { data } = Instant.safeParse(raw['asOf']);
  return data && Date.parse(data) <= Date.now() ? { asOf: data } : {};
}

/** What is compared, and between which times. */
export const CompareSearch = z.object({
  from: Instant.optional().catch(undefined),
  to: Instant.optional().catch(undefined),
  recommendationId: Id.optional().catch(undefined),
  reviewId: Id.optional().catch(undefined),
});
export type CompareSearch = z.infer<typeof CompareSearch>;
