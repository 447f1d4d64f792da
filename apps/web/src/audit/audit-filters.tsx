import { MultiSelect, Select } from '@mantine/core';
import { historyActions, recordTypes } from '#contracts';
import { usePeople } from '../people/use-people.js';
import listCss from '../recommendations/list.module.css';
import { useWords, wordOf } from '../words/use-words.js';
import type { AuditSearch } from './audit-search.js';
import { HistoryPartFields } from './history-part-fields.js';

interface Props {
  search: AuditSearch;
  onChange: (part: AuditSearch) => void;
}

/** All filters of the timeline. */
export function AuditFilters({ search, onChange }: Props) {
  const say = useWords();
  const people = usePeople();
  const actions = historyActions.filter(
    (action) => !search.objectType || search.objectType.some((type) => action.startsWith(`${type}.`)),
  );
  return (
    <div className={listCss.filters}>
      <MultiSelect
        label={say('audit.about')}
        searchable
        clearable
        value={search.objectType ?? []}
        onChange={(chosen) => onChange({ objectType: someOf(chosen as AuditSearch['objectType']) })}
        data={recordTypes.map((type) => ({ value: type, label: say(wordOf('object', type)) }))}
      />
      <MultiSelect
        label={say('audit.action')}
        searchable
        clearable
        limit={60}
        value={search.action ?? []}
        onChange={(chosen) => onChange({ action: someOf(chosen as AuditSearch['action']) })}
        data={actions.map((action) => ({ value: action, label: say(wordOf('entry', action)) }))}
      />
      <Select
        label={say('audit.who')}
        searchable
        clearable
        value={search.actorId ?? null}
        onChange={(actorId) => onChange({ actorId: actorId ?? undefined })}
        data={people.rows.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <HistoryPartFields search={search} onChange={onChange} />
    </div>
  );
}

const someOf = <T,>(chosen: T[] | undefined): T[] | undefined => (chosen?.length ? chosen : undefined);
