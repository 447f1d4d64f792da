import { useCallback } from 'react';
import { ProblemError, UnreachableError } from '../request/problem-error.js';
import { useHasWord, useWords, wordOf } from './use-words.js';

/** Whatever turned a person down: a refusal of the rules here, or a problem that the API answered. */
interface TurnedDown {
  code: string;
  rule?: string;
}

/** Says why something was turned down: by its rule where that has wording of its own, else by its code. */
export function useReason(): (refusal: TurnedDown) => string {
  const say = useWords();
  const hasWord = useHasWord();
  return useCallback(
    ({ code, rule }) => {
      const ofRule = `rule.${rule?.replaceAll('/', '.') ?? ''}`;
      return say(hasWord(ofRule) ? wordOf(ofRule) : wordOf('problem', code));
    },
    [say, hasWord],
  );
}

/** Says what went wrong with a request. */
export function useFault(): (error: unknown) => string {
  const say = useWords();
  const reason = useReason();
  return useCallback(
    (error) => {
      if (error instanceof ProblemError) return reason(error.problem);
      if (error instanceof UnreachableError) return say('fault.unreachable');
      return say('fault.unexpected');
    },
    [say, reason],
  );
}
