import { rootRouteId, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { routes, type RouteName } from '#contracts';

/** The time as of which everything is shown, RFC 3339 UTC; undefined where it is shown as it is now. */
export function useAsOf(): string | undefined {
  return useSearch({ from: rootRouteId }).asOf;
}

/** Goes to a time, or back to now, and stays on the page. */
export function useGoToTime(): (asOf: string | undefined) => void {
  const go = useNavigate();
  return useCallback(
    (asOf) => void go({ to: '.', search: (before: object) => ({ ...before, asOf }), resetScroll: false }),
    [go],
  );
}

/** A question as it is put where one stands in time: those that the past can answer are put to it. */
export function useThen<Q extends object>(name: RouteName, query: Q): Q;
export function useThen<Q extends object>(name: RouteName, query: Q | undefined): Q | undefined;
export function useThen<Q extends object>(name: RouteName, query: Q | undefined): Q | undefined {
  const asOf = useAsOf();
  return useMemo(
    () => (asOf === undefined ? query : ({ ...query, ...whenOf(name, query, asOf) } as Q)),
    [asOf, name, query],
  );
}

/** The history has no past but its own: it, and what is reported of it, ends at the time. */
function whenOf(name: RouteName, query: object | undefined, asOf: string): object {
  if (name === 'listHistory' || name === 'segregationReport') {
    const { to } = (query ?? {}) as { to?: string };
    const end = new Date(asOf).toISOString();
    return { to: to && to < end ? to : end };
  }
  const { query: contract } = routes[name] as { query?: { shape?: object } };
  return contract?.shape && 'asOf' in contract.shape ? { asOf } : {};
}
