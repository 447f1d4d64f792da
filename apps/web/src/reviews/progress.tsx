import type { ReviewView } from '#contracts';
import { Mark } from '../ui/mark.js';
import { useWords } from '../words/use-words.js';
import css from './reviews.module.css';

/** How far the recommendations of a review have come. */
export function Progress({ review }: { review: ReviewView }) {
  const say = useWords();
  const { recommendationCount: total, closedCount: closed, overdueCount: overdue } = review;
  return (
    <div className={css.progress}>
      <span className={css.rail} aria-hidden>
        <span className={css.fill} style={{ inlineSize: `${total ? (closed / total) * 100 : 0}%` }} />
      </span>
      <div className={css.meta}>
        <span>{say('review.closed', { closed, total })}</span>
        {overdue > 0 && <Mark tone="bad">{say('review.overdue', { count: overdue })}</Mark>}
      </div>
    </div>
  );
}
