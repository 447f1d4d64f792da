import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProposalView, ProposedChange, RecommendationView } from '#contracts';
import { transitionById } from '#workflow';
import { AxisMark, Due } from '../recommendations/marks.js';
import { usePeople } from '../people/use-people.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './proposals.module.css';

interface Props {
  proposal: ProposalView;
  recommendation: RecommendationView;
}

/** What would change, from what it is to what it would be. */
export function ProposalDiff({ proposal: { change }, recommendation }: Props) {
  const say = useWords();
  const { axis } = transitionById(change.transition);
  const isDone = axis !== 'due-date' && targetsOf(change).includes(recommendation[axis]);
  return (
    <div className={css.diff}>
      <Side label={say(isDone ? 'diff.is' : 'diff.from')}>
        {axis === 'due-date' ? (
          <DueNow recommendation={recommendation} />
        ) : (
          <>
            <span className="small">{say(wordOf('axis', axis))}</span>
            <span>
              <AxisMark axis={axis} state={recommendation[axis]} />
            </span>
          </>
        )}
      </Side>
      <IconArrowRight className={css.between} aria-label={say('diff.becomes')} />
      <Side label={say(targetsOf(change).length > 1 ? 'diff.after' : 'diff.to')} isNew>
        <Target change={change} />
      </Side>
    </div>
  );
}

function Side({ label, isNew, children }: { label: string; isNew?: boolean; children: ReactNode }) {
  return (
    <div className={`${css.side} ${isNew ? css.sideNew : ''}`}>
      <span className={css.sideLabel}>{label}</span>
      {children}
    </div>
  );
}

/** States that the change may lead to; a verification may end either way. */
function targetsOf(change: ProposedChange): readonly string[] {
  return 'to' in change ? [change.to] : transitionById(change.transition).to;
}

function Target({ change }: { change: ProposedChange }) {
  const say = useWords();
  const people = usePeople();
  const { axis } = transitionById(change.transition);
  if (change.transition === 'move-due-date') return <DueThen due={change.due} />;
  if (axis === 'due-date') return null;
  return (
    <>
      <span className="small">{say(wordOf('axis', axis))}</span>
      {targetsOf(change).map((state, place) => (
        <span key={state}>
          {place > 0 && <span className="soft small">{say('diff.or')} </span>}
          <AxisMark axis={axis} state={state} />
        </span>
      ))}
      {change.transition === 'respond' && (
        <>
          {change.ownerId && (
            <span>
              {say('field.ownerId')}: <bdi>{people.nameOf(change.ownerId) ?? say('ui.somebody')}</bdi>
            </span>
          )}
          {change.due && <DueThen due={change.due} />}
        </>
      )}
    </>
  );
}

function DueNow({
  recommendation: { dueDate, duePrecision, isOverdue },
}: {
  recommendation: RecommendationView;
}) {
  const say = useWords();
  return (
    <>
      <span className="small">{say('field.dueDate')}</span>
      <span>
        <Due date={dueDate} precision={duePrecision} isOverdue={isOverdue} />
      </span>
    </>
  );
}

function DueThen({ due }: { due: { date: string; precision: 'day' | 'month' | 'year' } }) {
  const say = useWords();
  return (
    <>
      <span className="small">{say('field.dueDate')}</span>
      <span>
        <Due date={due.date} precision={due.precision} isOverdue={false} />
      </span>
    </>
  );
}
