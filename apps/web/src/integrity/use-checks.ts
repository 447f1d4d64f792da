import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { routes, type CheckKind, type CheckRunView } from '#contracts';
import { mayEver } from '#permissions';
import { askOptions } from '../request/ask.js';
import { request } from '../request/request.js';
import { useActor } from '../session/use-me.js';
import { tellFault } from '../ui/tell.js';
import { useFault } from '../words/use-fault.js';

/** How often a check under way, and alarms, are asked after; neither is told by the live feed. */
const progressMs = 1500;
const alarmsMs = 15_000;

/** Whether the person is told what the house checks of itself. */
export const useIsTold = (): boolean => mayEver(useActor(), 'read', 'check');

/** The alarms that are open, at most as many as are shown at once. */
export function useOpenAlarms() {
  const isTold = useIsTold();
  const options = askOptions('listAlarms', { query: { open: 'true', limit: 100 } });
  return useQuery({ ...options, enabled: isTold, refetchInterval: alarmsMs }).data?.rows ?? [];
}

/** The newest checks of a kind: the one that has not ended, and the last that did. */
export function useNewest(kind: CheckKind) {
  const { data } = useQuery({
    ...askOptions('listChecks', { query: { kind, limit: 5 } }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isUnfinished) ? progressMs : alarmsMs),
  });
  const rows = data?.rows ?? [];
  const last = rows.find((run) => !isUnfinished(run));
  const cache = useQueryClient();
  useEffect(() => {
    // What ended since may have raised alarms, and stands in the list of all checks.
    if (last) void settled(cache);
  }, [cache, last?.id]);
  return { isKnown: data !== undefined, unfinished: rows.find(isUnfinished), last };
}

const isUnfinished = ({ finishedAt }: CheckRunView): boolean => finishedAt === null;

const settled = (cache: QueryClient): Promise<unknown> =>
  Promise.all(
    (['listChecks', 'listAlarms'] as const).map((name) => cache.invalidateQueries({ queryKey: [name] })),
  );

/** Asks for a check, and stops one. */
export function useCheckActs() {
  const cache = useQueryClient();
  const fault = useFault();
  const settle = {
    onSettled: () => settled(cache),
    onError: (error: unknown) => tellFault(fault(error)),
  };
  const ask = useMutation({
    ...settle,
    mutationFn: (kind: CheckKind) =>
      request('POST', routes.askCheck.path, { input: { kind }, view: routes.askCheck.answer }),
  });
  const cancel = useMutation({
    ...settle,
    mutationFn: (id: string) => request('DELETE', routes.cancelCheck.path.replace(':id', id)),
  });
  return { ask, cancel };
}
