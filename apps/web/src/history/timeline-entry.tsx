import { Link } from '@tanstack/react-router';
import { commandNames, RefusalBody, type HistoryEntry } from '#contracts';
import marks from '../ui/marks.module.css';
import { Code } from '../ui/mark.js';
import { useDates } from '../words/use-dates.js';
import { useReason } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import { EntryIcon, entryTone } from './entry-icon.js';
import { EntryNotes } from './entry-notes.js';
import { EntryProof } from './entry-proof.js';
import { FieldChanges } from './field-changes.js';
import { MadeOf } from './made-of.js';
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
        <EntryProof entry={entry} />
      </div>
    </li>
  );
}

function EntryContent({ entry }: { entry: HistoryEntry }) {
  if (entry.objectType === 'refusal') return <Refused body={RefusalBody.parse(entry.body)} />;
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

/** An attempt that the rules turned down: what was tried and why it was not allowed. */
function Refused({ body }: { body: RefusalBody }) {
  const say = useWords();
  const reason = useReason();
  const isKnown = (commandNames as string[]).includes(body.command);
  return (
    <div className={css.said}>
      <span className={css.saidLabel}>
        {isKnown ? say(wordOf('command', body.command)) : <bdi dir="ltr">{body.command}</bdi>}
      </span>
      <span>{reason({ code: body.code, rule: body.rule ?? undefined })}</span>
    </div>
  );
}
