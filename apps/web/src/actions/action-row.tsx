import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ActionView } from '#contracts';
import { Due } from '../recommendations/marks.js';
import { Code, Mark } from '../ui/mark.js';
import { Person } from '../ui/person.js';
import { toneOf } from '../ui/tones.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './actions.module.css';

interface Props {
  action: ActionView;
  /** Names the recommendation, where the list is of several. */
  isWide?: boolean;
  acts?: ReactNode;
}

/** An action: what is to be done, by whom, until when, and where it stands. */
export function ActionRow({ action, isWide, acts }: Props) {
  const say = useWords();
  const { title, state, dueDate, duePrecision, isOverdue, owner, entity } = action;
  return (
    <li className={css.row}>
      <div>
        <p className={css.title}>
          <bdi>{title}</bdi>
        </p>
        <div className={css.meta}>
          <Mark tone={toneOf(state)}>{say(wordOf('action-state', state))}</Mark>
          <Due date={dueDate} precision={duePrecision} isOverdue={isOverdue} />
          {owner && <Person name={owner.name} />}
          {entity && <bdi>{entity.acronym ?? entity.name}</bdi>}
          {isWide && (
            <Link to="/recommendations/$id" params={{ id: action.recommendationId }} search={{ tab: 'work' }}>
              <Code>{action.recommendationCode}</Code> <bdi>{action.recommendationTitle}</bdi>
            </Link>
          )}
        </div>
      </div>
      {acts && <div className={css.acts}>{acts}</div>}
    </li>
  );
}
