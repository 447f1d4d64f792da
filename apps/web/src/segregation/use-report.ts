import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pageLimitMax } from '#contracts';
import { useThen } from '../past/use-as-of.js';
import { ask, type Query } from '../request/ask.js';

/** The report page by page. The first page looks through the whole history, so it is not asked for again by itself. */
export function useReport(asked: Query<'segregationReport'>) {
  const query = useThen('segregationReport', asked);
  const list = useInfiniteQuery({
    queryKey: ['segregationReport', { query }, 'pages'] as const,
    queryFn: ({ pageParam, signal }) =>
      ask(
        'segregationReport',
        // Whoever reads on reads on in long pages: they may want all of it on paper.
        { query: { ...query, ...(pageParam && { cursor: pageParam, limit: pageLimitMax }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return {
    rows: list.data?.pages.flatMap((page) => page.rows) ?? [],
    totals: list.data?.pages[0]?.totals ?? null,
    isPending: list.isPending,
    isStale: list.isPlaceholderData,
    error: list.data ? null : list.error,
    again: () => void list.refetch(),
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    more: () => void list.fetchNextPage(),
    /** Why the page after these did not come. */
    moreError: list.isFetchNextPageError ? list.error : null,
  };
}
