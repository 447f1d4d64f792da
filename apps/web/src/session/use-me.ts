import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useMemo } from 'react';
import { routes, type Actor, type Me, type SignIn } from '#contracts';
import { ask } from '../request/ask.js';
import { hasCode } from '../request/problem-error.js';
import { rememberCsrfToken, request } from '../request/request.js';

const key = ['me'] as const;

/** Who is signed in; null when nobody is. */
export const meOptions = queryOptions({
  queryKey: key,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await ask('me', {}, signal);
      rememberCsrfToken(me.csrfToken);
      return me;
    } catch (error) {
      if (hasCode(error, 'not-signed-in')) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

const MeContext = createContext<Me | null>(null);
/** Around the signed-in part of the page. */
export const MeProvider = MeContext;

/** The signed-in person. Only what stands inside the signed-in part of the page may ask. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('nobody is signed in');
  return me;
}

/** The signed-in person as permission rules read them; one object as long as their grants stay the same. */
export function useActor(): Actor {
  const { person, grants } = useMe();
  return useMemo(() => ({ personId: person.id, grants }), [person.id, grants]);
}

/** Takes in who signed in, in whatever way. */
export function useSignedIn(): (me: Me) => void {
  const cache = useQueryClient();
  return useCallback(
    (me) => {
      rememberCsrfToken(me.csrfToken);
      cache.setQueryData(key, me);
    },
    [cache],
  );
}

/** Signs in by password; where a second factor is asked, that is the answer. */
export function useSignIn() {
  const signedIn = useSignedIn();
  return useMutation({
    mutationFn: (input: SignIn) => request('POST', routes.signIn.path, { input, view: routes.signIn.answer }),
    onSuccess: (answer) => {
      if (!('needs' in answer)) signedIn(answer);
    },
  });
}

export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => request('DELETE', routes.signOut.path),
    onSettled: () => {
      sessionStorage.clear();
      forgetSession(cache);
    },
  });
}

/** Back to signed out: nothing that the last person saw stays in memory. */
export function forgetSession(cache: QueryClient): void {
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] });
  cache.setQueryData(key, null);
}
