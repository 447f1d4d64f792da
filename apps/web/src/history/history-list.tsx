import { useRows, type Query } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import { Timeline } from './timeline.js';

/** A history that goes back as far as one asks. */
export function HistoryList({ query, isWide }: { query: Query<'listHistory'>; isWide?: boolean }) {
  const say = useWords();
  const list = useRows('listHistory', query);
  return (
    <RowList
      list={list}
      moreWord={say('history.older')}
      empty={<Empty title={say('history.empty')} hint={say('history.empty-hint')} />}
    >
      {(entries) => <Timeline entries={entries} isWide={isWide} />}
    </RowList>
  );
}
