import { useSyncExternalStore } from 'react';
import type { StepUpAsked } from '#contracts';
import { ProblemError } from '../request/problem-error.js';

/** A request that waits until its person has shown again who they are. */
interface Waiting {
  asked: StepUpAsked;
  end: (isShown: boolean) => void;
}

let waiting: Waiting | null = null;
const listeners = new Set<() => void>();

/**
 * Sends a request; where its person must first show again who they are, they are asked in place, and the very same
 * request is sent again. Nothing that was typed is lost either way.
 */
export async function withStepUp<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const asked = error instanceof ProblemError ? error.problem.stepUp : undefined;
    if (!asked || !(await ask(asked))) throw error;
    return send();
  }
}

function ask(asked: StepUpAsked): Promise<boolean> {
  waiting?.end(false);
  return new Promise((resolve) => {
    set({
      asked,
      end: (isShown) => {
        set(null);
        resolve(isShown);
      },
    });
  });
}

/** What waits, for the dialog. */
export const useWaiting = (): Waiting | null => useSyncExternalStore(listen, () => waiting);

function set(next: Waiting | null): void {
  waiting = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
