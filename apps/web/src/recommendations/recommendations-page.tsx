import { getRouteApi } from '@tanstack/react-router';
import { IconFilterOff } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useSearchChange, useSearchClear } from '../app/use-search-change.js';
import { useRows } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import { FilterBar } from './filter-bar.js';
import { filterNames, type ListSearch } from './list-search.js';
import { RecommendationTable } from './recommendation-table.js';
import layout from '../ui/layout.module.css';
import css from './list.module.css';

const here = getRouteApi('/recommendations/');

/** All recommendations that one may read: filtered, sorted and searched, all of it kept in the address. */
export function RecommendationsPage() {
  const say = useWords();
  const search: ListSearch = here.useSearch();
  const list = useRows('listRecommendations', search);
  const change = useSearchChange<ListSearch>();
  const clear = useSearchClear();
  const isFiltered = Boolean(search.search) || filterNames.some((name) => search[name]);
  return (
    <Page title={say('list.title')} lead={say('list.lead')}>
      <FilterBar search={search} onChange={change} onClear={clear} />
      <section className={`${layout.panel} ${list.isStale ? css.stale : ''}`} aria-label={say('list.title')}>
        <RowList
          list={list}
          empty={
            <Empty
              title={say(isFiltered ? 'list.none-found' : 'list.empty')}
              hint={say(isFiltered ? 'list.none-found-hint' : 'list.empty-hint')}
              icon={<IconFilterOff size={22} />}
            >
              {isFiltered && (
                <Button variant="default" onClick={clear}>
                  {say('filter.clear')}
                </Button>
              )}
            </Empty>
          }
        >
          {(rows) => <RecommendationTable rows={rows} />}
        </RowList>
      </section>
    </Page>
  );
}
