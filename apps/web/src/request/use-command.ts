import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CommandName, CommandRequest, Problem, Receipt } from '#contracts';
import { useIntention } from './intention.js';
import { hasCode, ProblemError } from './problem-error.js';
import { tellRecorded } from '../receipt/tell-recorded.js';
import type { Word } from '../words/use-words.js';
import { runCommand } from './run-command.js';

interface Target {
  id?: string;
  /** The version that the person saw. */
  version?: number;
  /** Follows the page's version instead of the one seen at the start: for buttons at which nothing is typed. */
  follows?: boolean;
}

/**
 * A command that a person gives: pins the version seen at the start, keeps its idempotency key through retries,
 * and on a conflict offers what changed and the version to decide again on. What was recorded is told with its receipt,
 * in the words that `onDone` answers or in plain ones.
 */
export function useCommand<N extends CommandName>(
  name: N,
  target: Target = {},
  onDone?: (receipt: Receipt) => Word | void,
) {
  const cache = useQueryClient();
  const intention = useIntention();
  const [pinned, setPinned] = useState(target.version);

  const mutation = useMutation({
    mutationFn: (given: { input: CommandRequest<N>; version?: number }) =>
      runCommand({
        name,
        id: target.id,
        version: given.version,
        input: given.input,
        idempotencyKey: intention.keyFor([name, target.id, given]),
      }),
    onSuccess: (receipt) => {
      intention.settle();
      setPinned(receipt.objectId === target.id ? receipt.version : undefined);
      tellRecorded(receipt, onDone?.(receipt) ?? undefined);
      void cache.invalidateQueries();
    },
    onError: (error) => intention.settle(error),
  });

  const conflict = hasCode(mutation.error, 'version-conflict') ? problemIn(mutation.error) : null;
  const version = target.follows ? target.version : (pinned ?? target.version);
  return {
    run: (input: CommandRequest<N>) => mutation.mutate({ input, version }),
    /** Takes the version that the object has now as the one seen. */
    acceptCurrent: () => {
      setPinned(conflict?.currentVersion);
      mutation.reset();
    },
    isRunning: mutation.isPending,
    error: mutation.error,
    conflict,
    reset: mutation.reset,
  };
}
export type CommandHandle<N extends CommandName> = ReturnType<typeof useCommand<N>>;
export type AnyCommandHandle = Pick<
  CommandHandle<CommandName>,
  'isRunning' | 'error' | 'conflict' | 'acceptCurrent' | 'reset'
>;

const problemIn = (error: unknown): Problem | null => (error instanceof ProblemError ? error.problem : null);
