import { useMutation, useQueryClient } from '@tanstack/react-query';
import { withStepUp } from '../step-up/asked.js';
import { tellFault } from '../ui/tell.js';
import { useFault } from '../words/use-fault.js';
import { isTurnedAway } from './passkey.js';

/** A change of one's own factors: asks who one is where that is wanted, and draws them anew. */
export function useChange<I, T>(send: (input: I) => Promise<T>, onDone?: (answer: T) => void) {
  const cache = useQueryClient();
  const fault = useFault();
  return useMutation({
    mutationFn: (input: I) => withStepUp(() => send(input)),
    onSuccess: (answer) => {
      onDone?.(answer);
      void cache.invalidateQueries();
    },
    onError: (error) => {
      if (!isTurnedAway(error)) tellFault(fault(error));
    },
  });
}
