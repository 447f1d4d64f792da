import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFileText, IconPlus, IconSearch } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReviewView } from '#contracts';
import { useSearchChange } from '../app/use-search-change.js';
import { useRows } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Code } from '../ui/mark.js';
import { Page } from '../ui/page.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import { Progress } from './progress.js';
import { ReviewDialog } from './review-dialog.js';
import css from './reviews.module.css';

const here = getRouteApi('/reviews/');

/** The reviews whose recommendations are followed here. */
export function ReviewsPage() {
  const say = useWords();
  const gateOf = useGate();
  const change = useSearchChange<{ search: string }>();
  const { search } = here.useSearch();
  const [isEntering, setEntering] = useState(false);
  const list = useRows('listReviews', { search });
  const find = useDebouncedCallback((typed: string) => change({ search: typed.trim() || undefined }), 250);
  return (
    <Page
      title={say('review.title')}
      lead={say('review.lead')}
      acts={
        <GuardedButton
          gate={gateOf({ name: 'review.create' }, {})}
          leftSection={<IconPlus size={16} />}
          onClick={() => setEntering(true)}
        >
          {say('review.enter')}
        </GuardedButton>
      }
    >
      <TextInput
        label={say('review.search')}
        leftSection={<IconSearch size={16} />}
        defaultValue={search}
        onChange={(event) => find(event.currentTarget.value)}
        maw="26rem"
      />
      <RowList
        list={list}
        empty={
          <Empty
            title={say('review.empty')}
            hint={say('review.empty-hint')}
            icon={<IconFileText size={22} />}
          />
        }
      >
        {(rows) => (
          <ul className={css.grid}>
            {rows.map((review) => (
              <ReviewCard key={review.id} review={review} />
            ))}
          </ul>
        )}
      </RowList>
      {isEntering && <ReviewDialog onClose={() => setEntering(false)} />}
    </Page>
  );
}

function ReviewCard({ review }: { review: ReviewView }) {
  const dates = useDates();
  return (
    <li className={css.card}>
      <h2 className={css.title}>
        <Link to="/reviews/$id" params={{ id: review.id }}>
          <bdi>{review.title}</bdi>
        </Link>
      </h2>
      <div className={css.meta}>
        {review.symbol && <Code>{review.symbol}</Code>}
        <span>{dates.day(review.date)}</span>
        <bdi>{review.commissionedBy}</bdi>
      </div>
      <p className={css.summary} dir="auto">
        {review.summary}
      </p>
      <Progress review={review} />
    </li>
  );
}
