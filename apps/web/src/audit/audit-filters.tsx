import { MultiSelect, Select } from '@mantine/core';
import { historyActions, recordTypes } from '#contracts';
import { usePeople } from '../people/use-people.js';
import { RecommendationField } from '../recommendations/recommendation-field.js';
import listCss from '../recommendations/list.module.css';
import { useAnswer } from '../request/ask.js';
import { DayInput } from '../ui/day-input.js';
import { useWords, wordOf } from '../words/use-words.js';
import type { AuditSearch } from './audit-search.js';

interface Props {
  search: AuditSearch;
  onChange: (part: AuditSearch) => void;
}

/** All filters of the timeline. */
export function AuditFilters({ search, onChange }: Props) {
  const say = useWords();
  const people = usePeople();
  const { data: reviews } = useAnswer('listReviews', { query: { limit: 200 } });
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
      <Select
        label={say('object.review')}
        searchable
        clearable
        value={search.reviewId ?? null}
        onChange={(reviewId) => onChange({ reviewId: reviewId ?? undefined })}
        data={(reviews?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))}
      />
      <RecommendationField
        label={say('object.recommendation')}
        value={search.recommendationId ?? null}
        onChange={(recommendationId) => onChange({ recommendationId: recommendationId ?? undefined })}
        isClearable
      />
      <DayInput
        label={say('audit.from')}
        clearable
        value={search.from ?? null}
        onChange={(from) => onChange({ from: from ?? undefined })}
      />
      <DayInput
        label={say('audit.to')}
        clearable
        value={search.to ?? null}
        onChange={(to) => onChange({ to: to ?? undefined })}
      />
    </div>
  );
}

const someOf = <T,>(chosen: T[] | undefined): T[] | undefined => (chosen?.length ? chosen : undefined);
