import { Link } from '@tanstack/react-router';
import { tokenOfRequest, type HistoryEntry } from '#contracts';
import { RedactButton } from '../redactions/redact-button.js';
import marks from '../ui/marks.module.css';
import { Code } from '../ui/mark.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { EntryIcon, entryTone } from './entry-icon.js';
import { EntryNotes } from './entry-notes.js';
import { EntryProof } from './entry-proof.js';
import { FieldChanges } from './field-changes.js';
import { MadeOf } from './made-of.js';
import { isOccurrence, OccurrenceTold } from './occurrence-told.js';
import css from './history.module.css';

interface Props {
  entry: HistoryEntry;
  /** Names the recommendation, where the timeline is of several. */
  isWide?: boolean;
}

/** One entry of the history: who, what, why, from which state to which. */
export function TimelineEntry({ entry, isWide }: Props) {
  const say = useWords();
  const dates = useDates();
  const actor = entry.actor?.name ?? say('history.system');
  return (
    <li className={css.entry}>
      <span className={`${css.dot} ${marks[entryTone(entry.action)]}`}>
        <EntryIcon objectType={entry.objectType} />
      </span>
      <div className={css.body}>
        <div className={css.top}>
          <p>
            <bdi>
              <strong>{actor}</strong>
            </bdi>{' '}
            {entry.onBehalfOf && <>{say('history.on-behalf', { name: entry.onBehalfOf.name })} </>}
            {say(wordOf('entry', entry.action))}
            {tokenOfRequest(entry.requestId) && <> {say('occurrence.through-token')}</>}
          </p>
          <time className={css.when} dateTime={entry.at}>
            {dates.clock(entry.at)}
          </time>
        </div>
        {isWide && entry.recommendation && (
          <p className="small">
            <Code>{entry.recommendation.code}</Code>{' '}
            <Link to="/recommendations/$id" params={{ id: entry.recommendation.id }}>
              <bdi>{entry.recommendation.title}</bdi>
            </Link>
          </p>
        )}
        <EntryContent entry={entry} />
        {entry.redacted.length > 0 && (
          <p className="small soft">{say('redaction.in-entry', { count: entry.redacted.length })}</p>
        )}
        <div className={css.tools}>
          <EntryProof entry={entry} />
          <RedactButton entry={entry} />
        </div>
      </div>
    </li>
  );
}

function EntryContent({ entry }: { entry: HistoryEntry }) {
  if (isOccurrence(entry)) return <OccurrenceTold entry={entry} />;
  if (!('set' in entry.body)) return null;
  const { was, set, note } = entry.body;
  const isCreation = Object.keys(was).length === 0;
  return (
    <>
      {isCreation ? (
        <MadeOf objectType={entry.objectType} set={set} />
      ) : (
        <FieldChanges objectType={entry.objectType} was={was} set={set} />
      )}
      <EntryNotes note={note} />
    </>
  );
}
