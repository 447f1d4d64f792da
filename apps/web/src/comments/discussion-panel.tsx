import { IconMessage } from '@tabler/icons-react';
import type { CommentView, RecommendationView } from '#contracts';
import { useRows } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import { Comment } from './comment.js';
import { WriteComment } from './write-comment.js';
import css from './comments.module.css';

/** What people say about a recommendation, each remark with its answers. */
export function DiscussionPanel({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const gateOf = useGate();
  const list = useRows('listComments', { recommendationId: recommendation.id, limit: 200 });
  const gate = gateOf({ name: 'comment.post' }, { recommendation });
  const maySpeak = gate.isShown && !gate.refusal;
  return (
    <Panel title={say('comment.title')} isFlush>
      <RowList
        list={list}
        empty={
          <Empty
            title={say('comment.empty')}
            hint={say('comment.empty-hint')}
            icon={<IconMessage size={22} />}
          />
        }
      >
        {(rows) => (
          <ul className={css.thread}>
            {inThreads(rows).map((comment) => (
              <Comment
                key={comment.id}
                comment={comment}
                recommendation={recommendation}
                isReply={comment.parentId !== null}
              />
            ))}
          </ul>
        )}
      </RowList>
      {maySpeak && (
        <div className={css.write}>
          <WriteComment recommendationId={recommendation.id} />
        </div>
      )}
    </Panel>
  );
}

/** Each remark followed by its answers, oldest first. */
export function inThreads(comments: readonly CommentView[]): CommentView[] {
  const oldestFirst = comments.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
  const heads = oldestFirst.filter(
    ({ parentId }) => !parentId || !comments.some(({ id }) => id === parentId),
  );
  return heads.flatMap((head) => [head, ...oldestFirst.filter(({ parentId }) => parentId === head.id)]);
}
