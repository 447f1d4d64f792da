import { type z } from 'zod';
import { CalendarDate, SegregationQuery } from '#contracts';
import { soundSearch } from '../app/address.js';
import type { Query } from '../request/ask.js';

/** What the report keeps in its address: its filters, with times as days. */
const Search = SegregationQuery.pick({ reviewId: true, recommendationId: true, violations: true }).extend({
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
});
export type SegregationSearch = Partial<z.infer<typeof Search>>;

/** What of the address is sound; the rest is left out. */
export const readSegregationSearch = (raw: Record<string, unknown>): SegregationSearch =>
  soundSearch(Search, raw);

/** Days of the person's own calendar, as the times between which decisions are asked for. */
export function reportQueryOf(search: SegregationSearch): Query<'segregationReport'> {
  // An address holds more than the filters of its page.
  const { from, to, ...filters } = readSegregationSearch(search);
  return {
    ...filters,
    from: from && new Date(`${from}T00:00:00.000`).toISOString(),
    to: to && new Date(`${to}T23:59:59.999`).toISOString(),
  };
}
