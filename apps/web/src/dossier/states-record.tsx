import { axes, type Axis, type HistoryEntry } from '#contracts';
import { EntryNotes } from '../history/entry-notes.js';
import { AxisMark } from '../recommendations/marks.js';
import { Panel } from '../ui/panel.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './dossier.module.css';
import { ChangeSource } from './parts.js';
import { changeIn, dueMovesOf, statesOf } from './record-of.js';

/** Each axis with every state that it took, when, by whom, and on which decision. */
export function StatesRecord({ entries }: { entries: readonly HistoryEntry[] }) {
  const say = useWords();
  return (
    <Panel title={say('dossier.states')}>
      <div className={css.axes}>
        {(Object.keys(axes) as Axis[]).map((axis) => (
          <section key={axis} className={css.axis}>
            <h3>{say(wordOf('axis', axis))}</h3>
            <ol>
              {statesOf(entries, axis).map(({ state, ...source }) => (
                <li key={source.entry.id} className={css.line}>
                  <span>
                    <AxisMark axis={axis} state={state} />
                  </span>
                  <ChangeSource source={source} />
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Panel>
  );
}

/** Every date by which it was due, with the reason for which it moved. */
export function DueRecord({ entries }: { entries: readonly HistoryEntry[] }) {
  const say = useWords();
  const dates = useDates();
  const moves = dueMovesOf(entries);
  if (moves.length === 0) return null;
  return (
    <Panel title={say('dossier.due')} count={moves.length}>
      <ol>
        {moves.map(({ from, to, precision, ...source }) => (
          <li key={source.entry.id} className={css.line}>
            <span>{to && dates.day(to, precision)}</span>
            <div>
              {from && <p className="small soft">{say('dossier.was-due', { date: dates.day(from) })}</p>}
              <ChangeSource source={source} />
              <Reason entry={source.entry} />
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Reason({ entry }: { entry: HistoryEntry }) {
  const note = changeIn(entry)?.note;
  return note ? <EntryNotes note={{ reason: note.reason }} /> : null;
}
