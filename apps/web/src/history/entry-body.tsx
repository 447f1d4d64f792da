import { useState } from 'react';
import type { HistoryEntry } from '#contracts';
import { useWords } from '../words/use-words.js';
import css from './history.module.css';

/** The whole body of an entry, as it was recorded; written out once somebody looks. */
export function EntryBodyText({ entry }: { entry: HistoryEntry }) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={css.proof} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('proof.body')}</summary>
      {isOpen && (
        <pre className={css.recorded} dir="ltr" tabIndex={0}>
          {JSON.stringify(entry.body, null, 2)}
        </pre>
      )}
    </details>
  );
}
