import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Changes part of the page's address query in place; what is set to undefined goes out of it. */
export function useSearchChange<S extends object>(): (part: Partial<S>) => void {
  const go = useNavigate();
  return useCallback(
    (part) =>
      void go({
        to: '.',
        search: (before: object) => ({ ...before, ...part }),
        replace: true,
        resetScroll: false,
      }),
    [go],
  );
}

/** Takes everything out of the page's address query. */
export function useSearchClear(): () => void {
  const go = useNavigate();
  return useCallback(() => void go({ to: '.', search: {}, replace: true }), [go]);
}
