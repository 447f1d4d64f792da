import { useLive } from '../live/live-provider.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './shell.module.css';

/** Whether what is shown keeps itself fresh. */
export function LiveMark() {
  const say = useWords();
  const { connection } = useLive();
  return (
    <span className={`${css.live} ${connection === 'live' ? css.isLive : ''}`} role="status">
      <span className={css.liveDot} aria-hidden />
      {say(wordOf('live', connection))}
    </span>
  );
}
