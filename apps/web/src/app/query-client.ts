import { QueryCache, QueryClient } from '@tanstack/react-query';
import { forgetAnswer } from '../live/lost.js';
import { hasCode, ProblemError } from '../request/problem-error.js';
import { forgetSession } from '../session/use-me.js';

/** Whether an answer that there was is no longer for this person. Who may is told to few who may read the object. */
const isTakenAway = (error: unknown, [name]: readonly unknown[]): boolean =>
  hasCode(error, 'not-found') || (hasCode(error, 'not-permitted') && !String(name).startsWith('people:'));

/** The one store of answers. What it holds stays good until the live feed says otherwise. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (hasCode(error, 'not-signed-in')) forgetSession(client);
        if (isTakenAway(error, query.queryKey)) forgetAnswer(query);
      },
    }),
    defaultOptions: {
      // Ask even when the browser thinks it is offline: a failure is told at once, a paused request never.
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        // A refusal is an answer; only what got none, or broke, is worth asking again.
        retry: (count, error) => count < 2 && !(error instanceof ProblemError && error.problem.status < 500),
        retryDelay: (count) => 400 * 2 ** count,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}
