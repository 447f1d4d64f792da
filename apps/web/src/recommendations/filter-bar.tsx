import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import {
  IconAdjustmentsHorizontal,
  IconSearch,
  IconSortAscending,
  IconSortDescending,
} from '@tabler/icons-react';
import { recommendationSorts } from '#contracts';
import { useWords, wordOf } from '../words/use-words.js';
import { FilterChips } from './filter-chips.js';
import { Filters } from './filters.js';
import { filterNames, type ListSearch } from './list-search.js';
import css from './list.module.css';

interface Props {
  search: ListSearch;
  onChange: (part: ListSearch) => void;
  onClear: () => void;
}

/** Search, filters and order above the list, with what is filtered in plain sight. */
export function FilterBar({ search, onChange, onClear }: Props) {
  const say = useWords();
  const [isOpen, { toggle }] = useDisclosure(false);
  const find = useDebouncedCallback((typed: string) => onChange({ search: typed.trim() || undefined }), 250);
  const count = filterNames.filter((name) => search[name]).length;
  return (
    <div className={css.bar}>
      <div className={css.barTop}>
        <TextInput
          key={search.search === undefined ? 'cleared' : 'typed'}
          className={css.search}
          label={say('filter.search')}
          leftSection={<IconSearch size={16} />}
          defaultValue={search.search}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <Button
          variant={isOpen ? 'light' : 'default'}
          leftSection={<IconAdjustmentsHorizontal size={17} />}
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls="recommendation-filters"
        >
          {say('filter.filters', { count })}
        </Button>
        <SortControl search={search} onChange={onChange} />
      </div>
      <div id="recommendation-filters" hidden={!isOpen}>
        {isOpen && <Filters search={search} onChange={onChange} />}
      </div>
      {count > 0 && <FilterChips search={search} onChange={onChange} onClear={onClear} />}
    </div>
  );
}

function SortControl({ search, onChange }: Omit<Props, 'onClear'>) {
  const say = useWords();
  const sort = search.sort ?? 'updated';
  const natural = sort === 'updated' || sort === 'criticality' ? 'descending' : 'ascending';
  const order = search.order ?? natural;
  const isAscending = order === 'ascending';
  return (
    <>
      <Select
        aria-label={say('filter.sort')}
        allowDeselect={false}
        className={css.sort}
        value={sort}
        onChange={(next) =>
          onChange({ sort: next === 'updated' ? undefined : (next ?? undefined), order: undefined })
        }
        data={recommendationSorts.map((one) => ({ value: one, label: say(wordOf('sort', one)) }))}
      />
      <Tooltip label={say(isAscending ? 'sort.ascending' : 'sort.descending')}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={say('sort.turn', { now: say(isAscending ? 'sort.ascending' : 'sort.descending') })}
          onClick={() => onChange({ order: isAscending ? 'descending' : 'ascending' })}
        >
          {isAscending ? <IconSortAscending size={18} /> : <IconSortDescending size={18} />}
        </ActionIcon>
      </Tooltip>
    </>
  );
}
