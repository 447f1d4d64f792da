import { useCallback } from 'react';
import type { Noun } from '#permissions';
import { useHasWord, useWords, wordOf } from '../words/use-words.js';

const lending = 'delegation.give:';
const proposing = 'proposal.make:';

/** Says a deed as the permissions name it: `proposal.make:issue` is “Propose: Issue”. */
export function useDeedWords(): (deed: string) => string {
  const say = useWords();
  return useCallback(
    (deed) => {
      if (deed === 'read') return say('deed.read');
      if (deed.startsWith(proposing))
        return say('deed.propose', { what: say(wordOf('transition', deed.slice(proposing.length))) });
      if (deed.startsWith(lending))
        return say('deed.lend', { what: say(wordOf('command', deed.slice(lending.length))) });
      return say(wordOf('command', deed));
    },
    [say],
  );
}

/** Says a kind of object of the permissions, some of which are no objects of the record. */
export function useNounWords(): (noun: Noun) => string {
  const say = useWords();
  const hasWord = useHasWord();
  return useCallback(
    (noun) => say(wordOf(hasWord(`object.${noun}`) ? 'object' : 'noun', noun)),
    [say, hasWord],
  );
}
