import type { ProposalView } from '#contracts';
import { Mark } from '../ui/mark.js';
import { Person } from '../ui/person.js';
import { toneOf } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './proposals.module.css';

/** Who decided what so far, and how many approvals it takes. */
export function ProposalDecisions({ proposal }: { proposal: ProposalView }) {
  const say = useWords();
  const dates = useDates();
  const { decisions, deciders, decidersOnBehalfOf, approvalsNeeded, decidedBy, state } = proposal;
  const given = decisions.filter(({ outcome }) => outcome === 'approved').length;
  return (
    <>
      <p>{say('proposal.approvals', { given, needed: approvalsNeeded })}</p>
      {state === 'open' && given > 0 && given < approvalsNeeded && (
        <p>{say('proposal.still-needed', { count: approvalsNeeded - given })}</p>
      )}
      <p className="soft">{say('proposal.decided-by', { decider: say(wordOf('decider', decidedBy)) })}</p>
      {decisions.map(({ by, at, outcome, reason, tested }, place) => (
        <div key={by + at} className={css.decided}>
          <p>
            <Person name={deciders[place]?.name ?? say('ui.somebody')} />{' '}
            {decidersOnBehalfOf[place] && (
              <span className="soft">
                {say('delegation.on-behalf-of', { name: decidersOnBehalfOf[place].name })}{' '}
              </span>
            )}
            <Mark tone={toneOf(outcome)}>{say(wordOf('outcome', outcome))}</Mark>{' '}
            <span className="soft small">{dates.time(at)}</span>
          </p>
          {reason && (
            <p className="prose" dir="auto">
              {reason}
            </p>
          )}
          {tested && (
            <p className="prose" dir="auto">
              <strong>{say('note.tested')}</strong> {tested}
            </p>
          )}
        </div>
      ))}
    </>
  );
}
