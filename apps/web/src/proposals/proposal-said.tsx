import { Link } from '@tanstack/react-router';
import type { ProposedChange } from '#contracts';
import { Said } from '../ui/said.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './proposals.module.css';

const texts = ['narrative', 'riskStatement', 'reason', 'note'] as const;

/** What the proposer said for it. */
export function ProposalSaid({ change }: { change: ProposedChange }) {
  const say = useWords();
  const dates = useDates();
  const said = change as Partial<Record<(typeof texts)[number], string | null>>;
  const spoken = texts.filter((name) => said[name]);
  if (spoken.length === 0 && change.transition !== 'supersede')
    return <p className="soft">{say('proposal.nothing-said')}</p>;
  return (
    <dl className={css.form}>
      {spoken.map((name) => (
        <div key={name} className={css.said}>
          <dt>{say(wordOf('note', name))}</dt>
          <dd className="prose" dir="auto">
            <Said text={said[name] ?? ''} />
          </dd>
        </div>
      ))}
      {change.transition === 'close-risk-accepted' && (
        <div className={css.said}>
          <dt>{say('field.riskReviewDate')}</dt>
          <dd>{dates.day(change.riskReviewDate)}</dd>
        </div>
      )}
      {change.transition === 'supersede' && (
        <div className={css.said}>
          <dt>{say('field.supersededById')}</dt>
          <dd>
            <Link to="/recommendations/$id" params={{ id: change.supersededById }}>
              {say('note.successor')}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}
