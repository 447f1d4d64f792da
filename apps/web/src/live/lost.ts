import type { Query, QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { RightsCause } from '#contracts';
import { forgetDrafts } from '../request/use-draft.js';

/** Objects that were taken from this person while the page was open, and why. A reload knows nothing of them. */
let lost: ReadonlyMap<string, RightsCause> = new Map();
/** What belonged to a recommendation as far as this page knew, by the recommendation. */
let belongings: ReadonlyMap<string, ReadonlySet<string>> = new Map();
const ears = new Set<() => void>();

function remember(ids: Iterable<string>, cause: RightsCause): void {
  lost = new Map([...lost, ...[...ids].map((id) => [id, cause] as const)]);
  for (const ear of ears) ear();
}

/** Why an object may be read no more, where that came about while the page was open. */
export function useLossOf(id: string | undefined): RightsCause | undefined {
  const known = useSyncExternalStore(
    (ear) => {
      ears.add(ear);
      return () => ears.delete(ear);
    },
    () => lost,
  );
  return id === undefined ? undefined : known.get(id);
}

/**
 * Forgets recommendations with all that belongs to them: answers that speak of them, and what was being written about
 * them. What is shown is asked anew.
 *
 * @returns whether the page held anything of them
 */
export function loseRecommendations(cache: QueryClient, ids: readonly string[], cause: RightsCause): boolean {
  const queries = cache.getQueryCache().findAll();
  const known = new Set(ids.flatMap((id) => [id, ...belongingsOf(queries, id)]));
  const speaking = queries.filter((query) => speaksOf(query, known));
  remember(known, cause);
  forgetDrafts([...known]);
  void cache.resetQueries({ predicate: (query) => speaking.includes(query) });
  return speaking.length > 0;
}

/** Forgets every answer but who one is. What turns out not to be there any more was lost for this cause. */
export function loseAnything(cache: QueryClient, cause: RightsCause, keep: string): void {
  const queries = cache.getQueryCache().findAll();
  const opened = queries.flatMap(({ queryKey, state }) => {
    const [name, given] = queryKey as [string, { id?: string }?];
    return name.startsWith('get') && given?.id && state.data !== undefined ? [given.id] : [];
  });
  belongings = new Map(opened.map((id) => [id, belongingsOf(queries, id)]));
  if (cause !== 'granted') remember(opened, cause);
  void cache.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== keep });
}

/** An answer that is there no more is not shown any longer, nor is what was being written about it. */
export function forgetAnswer(query: Query<unknown, unknown, unknown>): void {
  query.setState({ ...query.state, data: undefined, dataUpdatedAt: 0 });
  const [, given] = query.queryKey as [string, { id?: string }?];
  if (given?.id) forgetDrafts([given.id, ...(belongings.get(given.id) ?? [])]);
}

const speaksOf = ({ queryKey, state }: Query, ids: ReadonlySet<string>): boolean => {
  const text = JSON.stringify([queryKey, state.data]);
  return [...ids].some((id) => text.includes(id));
};

/** Identifiers of all objects in memory that belong to a recommendation. */
function belongingsOf(queries: readonly Query[], recommendationId: string): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (value === null || typeof value !== 'object') return;
    const { id, recommendationId: of, recommendation } = value as Record<string, unknown>;
    const about = of ?? (recommendation as { id?: unknown } | null | undefined)?.id;
    if (typeof id === 'string' && about === recommendationId) found.add(id);
    Object.values(value).forEach(walk);
  };
  for (const { state } of queries) walk(state.data);
  return found;
}
