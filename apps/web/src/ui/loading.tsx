import { useWords } from '../words/use-words.js';
import css from './states.module.css';

/** The shape of text that is on its way. */
export function Loading({ lines = 5 }: { lines?: number }) {
  const say = useWords();
  return (
    <div className={css.loading} role="status" aria-label={say('ui.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={css.bone} aria-hidden />
      ))}
    </div>
  );
}
