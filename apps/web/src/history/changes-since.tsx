import type { ChangeSince } from '#contracts';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { FieldChanges } from './field-changes.js';
import css from './history.module.css';

/** What happened to an object since the version that the person saw. */
export function ChangesSince({ changes }: { changes: ChangeSince[] }) {
  const say = useWords();
  const dates = useDates();
  return (
    <ol className={css.since}>
      {changes.map(({ version, action, at, actorName, was, set }) => (
        <li key={version}>
          <p>
            <bdi>
              <strong>{actorName ?? say('history.system')}</strong>
            </bdi>{' '}
            {say(wordOf('entry', action))} <span className="soft">· {dates.time(at)}</span>
          </p>
          <FieldChanges objectType={action.split('.')[0] ?? ''} was={was} set={set} />
        </li>
      ))}
    </ol>
  );
}
