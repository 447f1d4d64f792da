import { useEffect, useState } from 'react';
import { tellFault } from '../ui/tell.js';
import { useFault } from '../words/use-fault.js';
import type { useReport } from './use-report.js';

/** Paper takes this many decisions; where there are more, it says how many there are. */
const rowsMax = 5000;

/** Prints the report once all of it was read, page by page. */
export function usePrintWhole({ rows, hasMore, isLoadingMore, isStale, more, moreError }: Report) {
  const fault = useFault();
  const [isAsked, setAsked] = useState(false);
  const goesOn = hasMore && rows.length < rowsMax;
  useEffect(() => {
    if (!isAsked || isLoadingMore || isStale) return;
    if (goesOn && !moreError) return more();
    setAsked(false);
    if (moreError) tellFault(fault(moreError));
    else print();
  });
  return { isReading: isAsked, printWhole: () => setAsked(true) };
}

type Report = Pick<
  ReturnType<typeof useReport>,
  'rows' | 'hasMore' | 'isLoadingMore' | 'isStale' | 'more' | 'moreError'
>;
