import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CommentView, RecommendationView } from '#contracts';
import { QuickCommand } from '../request/quick-command.js';
import { useGate } from '../session/use-gate.js';
import { Mark } from '../ui/mark.js';
import { Person } from '../ui/person.js';
import { Said } from '../ui/said.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import { EditComment } from './edit-comment.js';
import { WriteComment } from './write-comment.js';
import css from './comments.module.css';

interface Props {
  comment: CommentView;
  recommendation: RecommendationView;
  isReply?: boolean;
}

/** One comment, and what may be done with it. */
export function Comment({ comment, recommendation, isReply }: Props) {
  const say = useWords();
  const dates = useDates();
  const [doing, setDoing] = useState<'answer' | 'edit' | null>(null);
  const close = () => setDoing(null);
  return (
    <li className={`${css.comment} ${isReply ? css.reply : ''}`}>
      <div className={css.head}>
        <Person name={comment.author.name} />
        <time className="soft" dateTime={comment.createdAt}>
          {dates.time(comment.createdAt)}
        </time>
        {comment.edits > 0 && <span className="soft">{say('comment.edited', { count: comment.edits })}</span>}
        {comment.state === 'resolved' && <Mark tone="good">{say('comment-state.resolved')}</Mark>}
      </div>
      {doing === 'edit' ? (
        <EditComment comment={comment} onDone={close} />
      ) : (
        <p className="prose" dir="auto">
          <Said text={comment.text} />
        </p>
      )}
      {comment.mentioned.length > 0 && (
        <p className="soft small">
          {say('comment.to', { names: comment.mentioned.map(({ name }) => name).join(', ') })}
        </p>
      )}
      {doing === null && <CommentActs comment={comment} recommendation={recommendation} onDo={setDoing} />}
      {doing === 'answer' && (
        <WriteComment
          recommendationId={recommendation.id}
          parentId={comment.parentId ?? comment.id}
          onDone={close}
        />
      )}
    </li>
  );
}

function CommentActs({ comment, recommendation, onDo }: Props & { onDo: (what: 'answer' | 'edit') => void }) {
  const say = useWords();
  const gateOf = useGate();
  const facts = { comment, recommendation };
  const look = { size: 'compact-xs', variant: 'subtle' } as const;
  return (
    <div className={css.acts}>
      {gateOf({ name: 'comment.post' }, facts).isShown && (
        <Button {...look} onClick={() => onDo('answer')}>
          {say('comment.answer')}
        </Button>
      )}
      {gateOf({ name: 'comment.edit' }, facts).isShown && (
        <Button {...look} onClick={() => onDo('edit')}>
          {say('comment.edit')}
        </Button>
      )}
      {comment.state === 'open' && gateOf({ name: 'comment.resolve' }, facts).isShown && (
        <QuickCommand
          {...look}
          name="comment.resolve"
          target={comment}
          input={{}}
          word={say('comment.resolve')}
        />
      )}
    </div>
  );
}
