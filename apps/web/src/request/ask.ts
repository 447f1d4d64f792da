import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type z } from 'zod';
import { routes, type Page, type RouteName } from '#contracts';
import { useThen } from '../past/use-as-of.js';
import { request, type QueryValue } from './request.js';

type Shape<R extends RouteName, K extends 'query' | 'answer'> = (typeof routes)[R] extends {
  [P in K]?: infer S;
}
  ? NonNullable<S>
  : never;
type Infer<S> = S extends z.ZodType ? z.infer<S> : undefined;

/** What a question may be given in its query, and what it answers. */
export type Query<R extends RouteName> = Partial<Infer<Shape<R, 'query'>>>;
export type Answer<R extends RouteName> = Infer<Shape<R, 'answer'>>;
type RowOf<R extends RouteName> = Answer<R> extends Page<infer T> ? T : never;

export interface Given<R extends RouteName> {
  /** What stands in the route's path: which object, and which deed on it. */
  id?: string;
  deed?: string;
  query?: Query<R>;
}

/** Asks one of the questions in the table of routes. */
export function ask<R extends RouteName>(
  name: R,
  given: Given<R> = {},
  signal?: AbortSignal,
): Promise<Answer<R>> {
  const { method, path, answer } = routes[name] as { method: 'GET'; path: string; answer?: z.ZodType };
  const place = path.replace(':id', given.id ?? '').replace(':deed', encodeURIComponent(given.deed ?? ''));
  return request(method, place, {
    query: given.query as Record<string, QueryValue>,
    view: answer,
    signal,
  }) as Promise<Answer<R>>;
}

export const askOptions = <R extends RouteName>(name: R, given: Given<R> = {}) =>
  queryOptions({
    queryKey: [name, given] as const,
    queryFn: ({ signal }) => ask(name, given, signal),
  });

/** One answer, kept fresh by the live feed; while one looks at the past, the answer of then. */
export function useAnswer<R extends RouteName>(name: R, given: Given<R> = {}, isEnabled = true) {
  const query = useThen(name, given.query);
  return useQuery({ ...askOptions(name, { ...given, ...(query && { query }) }), enabled: isEnabled });
}

/** A list page by page, of now or then. `rows` are all that were loaded so far; `id` and `deed` stand in the path. */
export function useRows<R extends RouteName>(
  name: R,
  asked: Query<R> = {},
  isEnabled = true,
  id?: string,
  deed?: string,
) {
  const query = useThen(name, asked);
  const list = useInfiniteQuery({
    queryKey: [name, { query, ...(id && { id }), ...(deed && { deed }) }, 'pages'] as const,
    queryFn: ({ pageParam, signal }) =>
      ask(name, { id, deed, query: { ...query, cursor: pageParam ?? undefined } }, signal) as Promise<
        Page<RowOf<R>>
      >,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  return {
    rows: list.data?.pages.flatMap((page) => page.rows) ?? [],
    isPending: list.isPending && isEnabled,
    isStale: list.isPlaceholderData,
    error: list.data ? null : list.error,
    /** Why the next page did not come. */
    moreError: list.isFetchNextPageError ? list.error : null,
    again: () => void list.refetch(),
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    more: () => void list.fetchNextPage(),
  };
}
export type Rows<R extends RouteName> = ReturnType<typeof useRows<R>>;
