import { type z } from 'zod';
import { CalendarDate, HistoryQuery, type KeptQuery } from '#contracts';
import { soundSearch } from '../app/address.js';
import type { Query } from '../request/ask.js';

/** What the auditor's view keeps in its address: the filters of the history, its times as days. */
const Search = HistoryQuery.pick({
  objectType: true,
  action: true,
  actorId: true,
  reviewId: true,
  recommendationId: true,
  refused: true,
  order: true,
}).extend({ from: CalendarDate.optional(), to: CalendarDate.optional() });
export type AuditSearch = Partial<z.infer<typeof Search>>;

export const auditFilters = [
  'objectType',
  'action',
  'actorId',
  'reviewId',
  'recommendationId',
  'from',
  'to',
] as const;
export type AuditFilter = (typeof auditFilters)[number];

/** What of the address is sound; what is not is left out rather than held against the person. */
export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const { order, ...search } = soundSearch(Search, raw);
  return { ...search, order: order === 'ascending' ? order : undefined };
}

/** Days of the person's own calendar, as the times between which entries are asked for. */
export function historyQueryOf(search: AuditSearch): Query<'listHistory'> {
  // An address holds more than the filters of its page.
  const { from, to, ...filters } = readAuditSearch(search);
  return {
    ...filters,
    from: from && new Date(`${from}T00:00:00.000`).toISOString(),
    to: to && new Date(`${to}T23:59:59.999`).toISOString(),
  };
}

/** The address of a question that was kept: its times as days of the person's calendar again. */
export function auditSearchOf({ from, to, ...filters }: Partial<KeptQuery>): AuditSearch {
  return readAuditSearch({
    ...filters,
    ...(from && { from: dayOf(from) }),
    ...(to && { to: dayOf(to) }),
  });
}

function dayOf(time: string): string {
  const at = new Date(time);
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return parts.map((part, place) => String(part).padStart(place === 0 ? 4 : 2, '0')).join('-');
}

/** The question without what it leaves open, so that equal questions look alike. */
export function keptForm(search: AuditSearch): string {
  const asked = Object.entries(readAuditSearch(search)).filter(([, value]) => value !== undefined);
  return JSON.stringify(asked.sort(([one], [other]) => one.localeCompare(other)));
}
