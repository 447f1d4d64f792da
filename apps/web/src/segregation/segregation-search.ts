import { type z } from 'zod';
import { CalendarDate, SegregationQuery } from '#contracts';
import type { Query } from '../request/ask.js';

/** What the report keeps in its address: its filters, with times as days. */
const Search = SegregationQuery.pick({ reviewId: true, recommendationId: true, violations: true }).extend({
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
});
export type SegregationSearch = Partial<z.infer<typeof Search>>;

/** What of the address is sound; the rest is left out. */
export function readSegregationSearch(raw: Record<string, unknown>): SegregationSearch {
  const sound = Object.entries(raw).filter(
    ([name, value]) => name in Search.shape && Search.safeParse({ [name]: value }).success,
  );
  return Search.parse(Object.fromEntries(sound));
}

/** Days of the person's own calendar, as the times between which decisions are asked for. */
export function reportQueryOf({ from, to, ...filters }: SegregationSearch): Query<'segregationReport'> {
  return {
    ...filters,
    from: from && new Date(`${from}T00:00:00.000`).toISOString(),
    to: to && new Date(`${to}T23:59:59.999`).toISOString(),
  };
}
