import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.js';
import { Failure } from './failure.js';
import { Loading } from './loading.js';
import css from './states.module.css';

interface Listing<T> {
  rows: T[];
  isPending: boolean;
  error: unknown;
  again: () => void;
  hasMore: boolean;
  isLoadingMore: boolean;
  more: () => void;
}

interface Props<T> {
  list: Listing<T>;
  /** Drawn where the list has nothing. */
  empty: ReactNode;
  moreWord?: string;
  children: (rows: T[]) => ReactNode;
}

/** A list in each of its conditions: on its way, failed, empty, full, with more to come. */
export function RowList<T>({ list, empty, moreWord, children }: Props<T>) {
  const say = useWords();
  if (list.isPending) return <Loading />;
  if (list.error) return <Failure error={list.error} again={list.again} />;
  if (list.rows.length === 0) return empty;
  return (
    <>
      {children(list.rows)}
      {list.hasMore && (
        <div className={css.more}>
          <Button variant="default" onClick={list.more} loading={list.isLoadingMore}>
            {moreWord ?? say('ui.load-more')}
          </Button>
        </div>
      )}
    </>
  );
}
