import { useRef } from 'react';
import { ProblemError } from './problem-error.js';
import { uuid } from './uuid.js';

/**
 * Idempotency keys by intention: the same while the same request is tried again because no answer came, a new
 * one as soon as it was answered or something else is sent.
 */
export function useIntention() {
  const held = useRef<{ said: string; key: string } | null>(null);
  return {
    keyFor(said: unknown): string {
      const text = JSON.stringify(said);
      if (held.current?.said !== text) held.current = { said: text, key: uuid() };
      return held.current.key;
    },
    settle(error?: unknown): void {
      const wasAnswered = !error || (error instanceof ProblemError && error.problem.status < 500);
      if (wasAnswered) held.current = null;
    },
  };
}
