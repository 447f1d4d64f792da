import { type z } from 'zod';
import { RecommendationQuery } from '#contracts';
import { soundSearch } from '../app/address.js';

/** The filters and order of the list of recommendations, as the address keeps them. */
export const ListSearch = RecommendationQuery.omit({ limit: true, cursor: true, asOf: true });
export type ListSearch = Partial<z.infer<typeof ListSearch>>;

/** What of the address is sound; what is not is left out rather than held against the person. */
export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const { sort, ...rest } = soundSearch(ListSearch, raw);
  return { ...rest, sort: sort === 'updated' ? undefined : sort };
}

/** Filters that are lists of words, by the prefix of their wording. */
export const wordFilters = {
  acceptance: 'state.acceptance',
  implementation: 'state.implementation',
  verification: 'state.verification',
  closure: 'state.closure',
  issuance: 'state.issuance',
  criticality: 'criticality',
  confidentiality: 'confidentiality',
} as const;
export type WordFilter = keyof typeof wordFilters;

export const filterNames = [
  ...(Object.keys(wordFilters) as WordFilter[]),
  'reviewId',
  'leadEntityId',
  'ownerId',
  'theme',
  'overdue',
] as const;
