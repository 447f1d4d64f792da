import { type z } from 'zod';
import { RecommendationQuery } from '#contracts';

/** The filters and order of the list of recommendations, as the address keeps them. */
export const ListSearch = RecommendationQuery.omit({ limit: true, cursor: true, asOf: true });
export type ListSearch = Partial<z.infer<typeof ListSearch>>;

/** What of the address is sound; what is not is left out rather than held against the person. */
export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const sound = Object.entries(raw).filter(
    ([name, value]) => name in ListSearch.shape && ListSearch.safeParse({ [name]: value }).success,
  );
  return withoutDefaults(ListSearch.parse(Object.fromEntries(sound)));
}

function withoutDefaults({ sort, ...rest }: z.infer<typeof ListSearch>): ListSearch {
  return sort === 'updated' ? rest : { sort, ...rest };
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
