import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReviewView } from '#contracts';
import { NotThere } from '../app/not-there.js';
import { ExportBundle } from '../dossier/export-bundle.js';
import { HistoryList } from '../history/history-list.js';
import { DraftDialog } from '../recommendations/draft-dialog.js';
import { RecommendationTable } from '../recommendations/recommendation-table.js';
import { useAnswer, useRows } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Loading } from '../ui/loading.js';
import { Code } from '../ui/mark.js';
import { Columns, Halves, Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import { Lessons, Sources } from './review-parts.js';
import { Progress } from './progress.js';
import { ReviewDialog } from './review-dialog.js';
import css from './reviews.module.css';

const here = getRouteApi('/reviews/$id');

/** A review: what it rests on, what it found, and what became of its recommendations. */
export function ReviewPage() {
  const { id } = here.useParams();
  const { data, error, refetch } = useAnswer('getReview', { id });
  if (error && !data) return <NotThere error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return <Review key={id} review={data} />;
}

function Review({ review }: { review: ReviewView }) {
  const say = useWords();
  const dates = useDates();
  const gateOf = useGate();
  const [doing, setDoing] = useState<'draft' | 'change' | null>(null);
  const close = () => setDoing(null);
  const facts = { review, recommendation: { reviewId: review.id } };
  return (
    <Page
      title={review.title}
      crumbs={<Link to="/reviews">{say('review.title')}</Link>}
      lead={
        <span className={css.meta}>
          {review.symbol && <Code>{review.symbol}</Code>}
          <span>{dates.day(review.date)}</span>
          <span>{say('review.commissioned', { name: review.commissionedBy })}</span>
          {review.chair && <span>{say('review.chair', { name: review.chair })}</span>}
        </span>
      }
      acts={
        <>
          <ExportBundle reviewId={review.id} />
          <GuardedButton
            gate={gateOf({ name: 'review.change' }, facts)}
            variant="default"
            onClick={() => setDoing('change')}
          >
            {say('review.change')}
          </GuardedButton>
          <GuardedButton
            gate={gateOf({ name: 'recommendation.draft' }, facts)}
            leftSection={<IconPlus size={16} />}
            onClick={() => setDoing('draft')}
          >
            {say('draft.new')}
          </GuardedButton>
        </>
      }
    >
      <Columns>
        <Panel title={say('review.summary')}>
          <p className="prose" dir="auto">
            {review.summary}
          </p>
          <Progress review={review} />
        </Panel>
        <Panel title={say('review.sources')} count={review.sources.length}>
          <Sources sources={review.sources} />
        </Panel>
      </Columns>
      <Recommendations reviewId={review.id} count={review.recommendationCount} />
      <Halves>
        <Panel title={say('review.lessons')} count={review.lessons.length}>
          <Lessons lessons={review.lessons} />
        </Panel>
        <Panel title={say('history.title')}>
          <HistoryList query={{ objectType: ['review'], objectId: review.id }} />
        </Panel>
      </Halves>
      {doing === 'draft' && <DraftDialog reviewId={review.id} onClose={close} />}
      {doing === 'change' && <ReviewDialog review={review} onClose={close} />}
    </Page>
  );
}

function Recommendations({ reviewId, count }: { reviewId: string; count: number }) {
  const say = useWords();
  const list = useRows('listRecommendations', { reviewId: [reviewId], sort: 'code' });
  return (
    <Panel
      title={say('list.title')}
      count={count}
      isFlush
      acts={
        <Link className="small" to="/recommendations" search={{ reviewId: [reviewId] }}>
          {say('review.in-list')}
        </Link>
      }
    >
      <RowList list={list} empty={<Empty title={say('list.empty')} hint={say('review.none-yet')} />}>
        {(rows) => <RecommendationTable rows={rows} />}
      </RowList>
    </Panel>
  );
}
