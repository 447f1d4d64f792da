import { useEffect } from 'react';
import { useRows, type Query } from '../request/ask.js';
import { pageLimitMax, type RouteName } from '#contracts';

/** A dossier tells this many rows of a list; what has more is cut, and says so. */
const rowsMax = 5000;

/** A whole list, read page by page until its end. */
export function useAllRows<R extends RouteName>(name: R, query: Query<R>, isEnabled = true) {
  const list = useRows(name, { ...query, limit: pageLimitMax }, isEnabled);
  const isCut = list.hasMore && list.rows.length >= rowsMax;
  // A page that did not come is not asked for again and again.
  const error = list.error ?? list.moreError;
  const goesOn = list.hasMore && !list.isLoadingMore && !isCut && !error;
  useEffect(() => {
    if (goesOn) list.more();
  });
  return {
    rows: list.rows,
    error,
    again: list.again,
    isCut,
    isWhole: !list.isPending && !error && (!list.hasMore || isCut),
  };
}
