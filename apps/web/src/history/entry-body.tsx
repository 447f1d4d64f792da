import type { HistoryEntry } from '#contracts';
import { useWords } from '../words/use-words.js';
import css from './history.module.css';

/** The whole body of an entry, as it was recorded. */
export function EntryBodyText({ entry }: { entry: HistoryEntry }) {
  const say = useWords();
  return (
    <details className={css.proof}>
      <summary>{say('proof.body')}</summary>
      <pre className={css.recorded} dir="ltr" tabIndex={0}>
        {JSON.stringify(entry.body, null, 2)}
      </pre>
    </details>
  );
}
