import { MultiSelect, Select, Switch } from '@mantine/core';
import { axes, confidentialities, criticalities } from '#contracts';
import { useEntities } from '../entities/use-entities.js';
import { usePeople } from '../people/use-people.js';
import { useAnswer } from '../request/ask.js';
import { useWords, wordOf } from '../words/use-words.js';
import { wordFilters, type ListSearch, type WordFilter } from './list-search.js';
import css from './list.module.css';

const lists = { ...axes, criticality: criticalities, confidentiality: confidentialities } as const;

interface Props {
  search: ListSearch;
  onChange: (part: ListSearch) => void;
}

/** All filters of the list of recommendations. */
export function Filters({ search, onChange }: Props) {
  const say = useWords();
  const people = usePeople();
  const entities = useEntities();
  const { data: reviews } = useAnswer('listReviews', { query: { limit: 200 } });
  const { data: themes } = useAnswer('listThemes', { query: { limit: 200 } });
  const many = (name: 'reviewId' | 'leadEntityId' | 'ownerId', data: { value: string; label: string }[]) => (
    <MultiSelect
      label={say(wordOf('field', name))}
      searchable
      clearable
      data={data}
      value={search[name] ?? []}
      onChange={(chosen) => onChange({ [name]: chosen.length > 0 ? chosen : undefined })}
    />
  );
  return (
    <div className={css.filters}>
      {(Object.keys(wordFilters) as WordFilter[]).map((name) => (
        <MultiSelect
          key={name}
          label={say(wordOf('field', name))}
          clearable
          data={lists[name].map((word) => ({ value: word, label: say(wordOf(wordFilters[name], word)) }))}
          value={search[name] ?? []}
          onChange={(chosen) => onChange({ [name]: chosen.length > 0 ? chosen : undefined })}
        />
      ))}
      {many(
        'reviewId',
        (reviews?.rows ?? []).map(({ id, title }) => ({ value: id, label: title })),
      )}
      {many('leadEntityId', entities.options)}
      {many('ownerId', people.options)}
      <Select
        label={say('field.theme')}
        searchable
        clearable
        data={(themes?.rows ?? []).map(({ theme }) => theme)}
        value={search.theme ?? null}
        onChange={(theme) => onChange({ theme: theme ?? undefined })}
      />
      <Switch
        mt="lg"
        label={say('filter.overdue')}
        checked={search.overdue === 'true'}
        onChange={(event) => onChange({ overdue: event.currentTarget.checked ? 'true' : undefined })}
      />
    </div>
  );
}
