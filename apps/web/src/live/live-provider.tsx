import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { forgetSession, meOptions, useMe } from '../session/use-me.js';
import { followFeed, type Connection } from './feed.js';
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
        onSignedOut: () => forgetSession(cache),
      }),
    [cache, person.id],
  );

  const live = useMemo(
    () => ({ connection, head: Math.max(head, headIndex) }),
    [connection, head, headIndex],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}
