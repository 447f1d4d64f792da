import type { ProposedChange } from '#contracts';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';

/** What a proposal asks for, in one line. */
export function ChangeWords({ change }: { change: ProposedChange }) {
  return <span>{useChangeWords()(change)}</span>;
}

export function useChangeWords(): (change: ProposedChange) => string {
  const say = useWords();
  const dates = useDates();
  return (change) => {
    const name = say(wordOf('transition', change.transition));
    if (change.transition === 'respond') return `${name}: ${say(wordOf('state.acceptance', change.to))}`;
    if (change.transition === 'move-due-date')
      return `${name}: ${dates.day(change.due.date, change.due.precision)}`;
    return name;
  };
}
