import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import type { RightsChanged } from '#contracts';
import { rememberSignedOut } from '../session/signed-out.js';
import { forgetSession, meOptions, useMe } from '../session/use-me.js';
import { followFeed, type Connection } from './feed.js';
import { tell } from '../ui/tell.js';
import { useWords, wordOf } from '../words/use-words.js';
import { loseAnything, loseRecommendations } from './lost.js';
import { isTouched } from './touched.js';

interface Live {
  connection: Connection;
  /** The newest leaf index that this page knows of. */
  head: number;
}
const LiveContext = createContext<Live>({ connection: 'connecting', head: -1 });
export const useLive = () => use(LiveContext);

/** Keeps every open page fresh while somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const { person, headIndex } = useMe();
  const [connection, setConnection] = useState<Connection>('connecting');
  const [head, setHead] = useState(headIndex);

  const say = useWords();
  const followRights = useEffectEvent(({ cause, recommendationIds }: RightsChanged) => {
    const me = meOptions.queryKey[0];
    const wasShown = recommendationIds === null || loseRecommendations(cache, recommendationIds, cause);
    if (recommendationIds === null) {
      loseAnything(cache, cause, me);
      void cache.invalidateQueries(meOptions);
    }
    if (wasShown) tell(say(wordOf('rights', cause)));
  });

  // Whoever is signed in was let in again, whatever ended before.
  useEffect(() => rememberSignedOut('session-ended'), []);
  useEffect(
    () =>
      followFeed(cache.getQueryData(meOptions.queryKey)?.headIndex ?? -1, {
        onConnection: setConnection,
        onEntries: (entries, newest) => {
          setHead((before) => Math.max(before, newest));
          if (entries.length > 0)
            void cache.invalidateQueries({ predicate: (query) => isTouched(query, entries) });
        },
        onEverything: () => {
          void cache.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== meOptions.queryKey[0] });
          void cache.invalidateQueries(meOptions);
        },
        onBack: () => {
          cache.removeQueries({ type: 'inactive' });
          void cache.invalidateQueries();
        },
        onRights: followRights,
        onSignedOut: (cause) => {
          rememberSignedOut(cause);
          forgetSession(cache);
        },
      }),
    [cache, person.id],
  );

  const live = useMemo(
    () => ({ connection, head: Math.max(head, headIndex) }),
    [connection, head, headIndex],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}
