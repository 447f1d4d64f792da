import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSearchChange } from '../app/use-search-change.js';
import { useAnswer, useRows } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import { ComparedObject } from './compared-object.js';
import { fromLocal, toLocal } from './local-time.js';
import css from './past.module.css';
import type { CompareSearch } from './past-search.js';
import { TimeInput } from './time-input.js';
import { useAsOf } from './use-as-of.js';

const here = getRouteApi('/compare');
const monthMs = 30 * 86_400_000;
/** Objects to a page; each takes much room on a narrow screen. */
const limit = 20;

/** What differs between two times, side by side, and by whom it was changed. */
export function ComparePage() {
  const say = useWords();
  const search = here.useSearch();
  const asOf = useAsOf();
  const [opened] = useState(() => Date.now());
  const to = search.to ?? asOf;
  const from = search.from ?? new Date((to ? Date.parse(to) : opened) - monthMs).toISOString();
  const { recommendationId, reviewId } = search;
  const isOne = recommendationId !== undefined;
  const one = useRows('compareRecommendation', { from, to, limit }, isOne, recommendationId);
  const all = useRows('compare', { from, to, reviewId, limit }, !isOne);
  return (
    <Page
      title={say('compare.title')}
      lead={say('compare.lead')}
      crumbs={<Subject recommendationId={recommendationId} reviewId={reviewId} />}
    >
      <Panel title={say('compare.times')}>
        <Times key={`${from} ${to}`} from={from} to={to ?? new Date(opened).toISOString()} />
      </Panel>
      <p className="soft small">
        {say('compare.not-emergency')} <Link to="/emergency-access">{say('nav.emergency')}</Link>
      </p>
      <Panel title={say('compare.differences')} isFlush>
        <RowList
          list={isOne ? one : all}
          empty={
            <Empty
              title={say('compare.same')}
              hint={say('compare.same-hint')}
              icon={<IconArrowsDiff size={22} />}
            />
          }
        >
          {(rows) => rows.map((row) => <ComparedObject key={row.objectId} compared={row} />)}
        </RowList>
      </Panel>
    </Page>
  );
}

function Times({ from, to }: { from: string; to: string }) {
  const say = useWords();
  const change = useSearchChange<CompareSearch>();
  const [earlier, setEarlier] = useState(() => toLocal(new Date(from)));
  const [later, setLater] = useState(() => toLocal(new Date(to)));
  const [isTried, setTried] = useState(false);
  const [first, second] = [fromLocal(earlier), fromLocal(later)];
  const isSound = first !== null && second !== null && first < second && Date.parse(second) <= Date.now();
  return (
    <form
      className={css.times}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isSound) change({ from: first, to: second });
      }}
    >
      <TimeInput label={say('compare.from')} value={earlier} onChange={setEarlier} />
      <TimeInput
        label={say('compare.to')}
        value={later}
        onChange={setLater}
        error={isTried && !isSound ? say('compare.order') : undefined}
      />
      <Button type="submit" leftSection={<IconArrowsDiff size={17} />}>
        {say('compare.do')}
      </Button>
    </form>
  );
}

/** Of what it is a comparison: a recommendation, a review, or everything that one may read. */
function Subject({ recommendationId, reviewId }: Pick<CompareSearch, 'recommendationId' | 'reviewId'>) {
  const say = useWords();
  const { data: recommendation } = useAnswer(
    'getRecommendation',
    { id: recommendationId },
    recommendationId !== undefined,
  );
  const { data: review } = useAnswer('getReview', { id: reviewId }, reviewId !== undefined);
  if (recommendationId)
    return (
      <Link to="/recommendations/$id" params={{ id: recommendationId }}>
        <bdi>{recommendation?.title ?? say('object.recommendation')}</bdi>
      </Link>
    );
  if (reviewId)
    return (
      <Link to="/reviews/$id" params={{ id: reviewId }}>
        <bdi>{review?.title ?? say('object.review')}</bdi>
      </Link>
    );
  return <span>{say('compare.everything')}</span>;
}
