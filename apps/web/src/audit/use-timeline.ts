import { useThrottledValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { pageLimitMax, type HistoryEntry } from '#contracts';
import { useLive } from '../live/live-provider.js';
import { useThen } from '../past/use-as-of.js';
import { ask, type Query } from '../request/ask.js';

/** The live feed is asked for what is new at most this often. */
const freshEveryMs = 1000;

/**
 * The history as far as one scrolled, and what was added since. Pages that were read stay as they are, however long
 * the timeline has become: only the entries that came after are asked for.
 */
export function useTimeline(asked: Query<'listHistory'>) {
  const query = useThen('listHistory', asked);
  const cache = useQueryClient();
  const { head } = useLive();
  const [since, setSince] = useState(head);
  const key = ['timeline', query] as const;
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      ask('listHistory', { query: { ...query, cursor: pageParam ?? undefined } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    // A page that is opened again begins anew, with what is newest.
    gcTime: 0,
  });
  const newest = useThrottledValue(head, freshEveryMs);
  const isAscending = query.order === 'ascending';
  const mayGrow = newest > since && !(isAscending && list.hasNextPage);
  const fresh = useQuery({
    queryKey: ['timeline-since', query, since, newest],
    queryFn: ({ signal }) => ask('listHistory', { query: { ...query, since, limit: pageLimitMax } }, signal),
    placeholderData: keepPreviousData,
    enabled: mayGrow && list.isSuccess,
    gcTime: 0,
  });
  const added = mayGrow ? (fresh.data?.rows ?? []) : [];
  const anew = () => {
    setSince(head);
    void cache.resetQueries({ queryKey: key, exact: true });
  };
  useRedactions(added, () => void cache.invalidateQueries({ queryKey: key, exact: true }));
  const read = list.data?.pages.flatMap(({ rows }) => rows) ?? [];
  return {
    rows: onceEach(isAscending ? [...read, ...added] : [...added, ...read]),
    isPending: list.isPending,
    isStale: list.isPlaceholderData,
    error: list.data ? null : list.error,
    again: () => void list.refetch(),
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    more: () => void list.fetchNextPage(),
    /** More came meanwhile than is told here; reads the timeline anew. */
    anew: mayGrow && fresh.data?.next ? anew : null,
  };
}

/** What a redaction took away is not shown any longer, in pages that were read before either. */
function useRedactions(added: readonly HistoryEntry[], readAgain: () => void): void {
  const newest = added.find(({ action }) => action === 'redaction.approved')?.id;
  useEffect(() => {
    if (newest) readAgain();
    // Once for each redaction.
  }, [newest]);
}

function onceEach(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}
