import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Timeline } from '../history/timeline.js';
import type { Query } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Failure } from '../ui/failure.js';
import { Loading } from '../ui/loading.js';
import { Notice } from '../ui/notice.js';
import { useWords } from '../words/use-words.js';
import css from './audit.module.css';
import { useTimeline } from './use-timeline.js';

/** The history of a question: older entries come as one scrolls, new ones as they happen. */
export function EndlessTimeline({ query }: { query: Query<'listHistory'> }) {
  const say = useWords();
  const list = useTimeline(query);
  if (list.isPending) return <Loading />;
  if (list.error) return <Failure error={list.error} again={list.again} />;
  return (
    <div className={`${css.endless} ${list.isStale ? css.stale : ''}`}>
      {list.anew && (
        <Notice title={say('audit.much-new')}>
          <Button size="xs" variant="default" onClick={list.anew}>
            {say('audit.read-anew')}
          </Button>
        </Notice>
      )}
      {list.rows.length === 0 ? (
        <Empty title={say('history.empty')} hint={say('audit.empty-hint')} />
      ) : (
        <Timeline entries={list.rows} isWide />
      )}
      <Further {...list} />
    </div>
  );
}

type FurtherProps = Pick<ReturnType<typeof useTimeline>, 'hasMore' | 'isLoadingMore' | 'more' | 'rows'>;

/** Loads more as its place comes near, and at a press for whoever does not scroll. */
function Further({ hasMore, isLoadingMore, more, rows }: FurtherProps) {
  const say = useWords();
  const place = useRef<HTMLDivElement>(null);
  const count = rows.length;
  useEffect(() => {
    const end = place.current;
    if (!end || !hasMore || isLoadingMore) return undefined;
    const watcher = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) more();
      },
      { rootMargin: '800px' },
    );
    watcher.observe(end);
    return () => watcher.disconnect();
    // Watched anew after each page, for its end may be in sight already.
  }, [hasMore, isLoadingMore, count]);
  return (
    <div ref={place} className={css.further}>
      {hasMore ? (
        <Button variant="default" onClick={more} loading={isLoadingMore}>
          {say('audit.further')}
        </Button>
      ) : (
        count > 0 && <p className="small soft">{say('audit.end', { count })}</p>
      )}
    </div>
  );
}
