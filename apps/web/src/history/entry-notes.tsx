import { Link } from '@tanstack/react-router';
import type { EntryNote } from '#contracts';
import { Said } from '../ui/said.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './history.module.css';

const spoken = ['reason', 'narrative', 'tested', 'riskStatement'] as const;

/** Why: what the person said with the change. */
export function EntryNotes({ note }: { note: EntryNote }) {
  const say = useWords();
  const dates = useDates();
  return (
    <>
      {spoken.map((name) =>
        note[name] ? (
          <blockquote key={name} className={css.said}>
            <span className={css.saidLabel}>{say(wordOf('note', name))}</span>
            <bdi className="prose">
              <Said text={note[name]} />
            </bdi>
          </blockquote>
        ) : null,
      )}
      {note.provider && (
        <p className="small soft">
          {say('note.provider')} <bdi>{note.provider}</bdi>
        </p>
      )}
      {note.riskReviewDate && (
        <p className="small soft">{say('note.risk-review', { date: dates.day(note.riskReviewDate) })}</p>
      )}
      {note.occurredOn && (
        <p className="small soft">{say('note.occurred-on', { date: dates.day(note.occurredOn) })}</p>
      )}
      {note.supersededById && (
        <Link className="small" to="/recommendations/$id" params={{ id: note.supersededById }}>
          {say('note.successor')}
        </Link>
      )}
      {note.proposalId && (
        <Link className="small" to="/proposals/$id" params={{ id: note.proposalId }}>
          {say('note.proposal')}
        </Link>
      )}
    </>
  );
}
