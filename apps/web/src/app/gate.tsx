import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useCallback, useState, type ReactNode } from 'react';
import { MustAddPage } from '../factors/must-add-page.js';
import { LiveProvider } from '../live/live-provider.js';
import { SignInPage } from '../session/sign-in-page.js';
import { meOptions, MeProvider } from '../session/use-me.js';
import { Failure } from '../ui/failure.js';
import { PublicShell } from '../verify/public-shell.js';
import { Loading } from '../ui/loading.js';
import { Shell } from './shell.js';

/** Where nobody needs to be signed in, nor the server to answer. */
const isOpen = (path: string) => path.replace(/\/$/, '') === '/verify';

/** Pages that stand alone, for whoever chooses a password. */
const standsAlone = (path: string) => ['/invitation', '/forgotten'].includes(path.replace(/\/$/, ''));

/** Lets in who is signed in; everybody else signs in first, at the same address. */
export function Gate() {
  const { data: me, error, refetch } = useQuery(meOptions);
  const { pathname } = useLocation();
  // What is open to anybody waits too: drawn anew a moment later, it would lose the file that it was given.
  if (me === undefined && !error) return <Loading lines={6} />;
  if (standsAlone(pathname)) return <Outlet />;
  if (!me && isOpen(pathname)) return <PublicShell />;
  if (error && !me) return <Failure error={error} again={() => void refetch()} />;
  if (!me) return <SignInPage />;
  return (
    <MeProvider value={me}>
      <FactorFirst key={me.person.id} isAsked={me.mustAddFactor}>
        <LiveProvider>
          <Shell />
        </LiveProvider>
      </FactorFirst>
    </MeProvider>
  );
}

/** Lets nobody further who must set up a second factor; who did it here stays until its recovery codes are put away. */
function FactorFirst({ isAsked, children }: { isAsked: boolean; children: ReactNode }) {
  const [isAdding, setAdding] = useState(isAsked);
  const done = useCallback(() => setAdding(false), []);
  if (isAsked && !isAdding) setAdding(true);
  return isAdding ? <MustAddPage isDone={!isAsked} onDone={done} /> : children;
}
