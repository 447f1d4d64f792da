import { Button, SegmentedControl, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { recordTypes } from '#contracts';
import { useSearchChange, useSearchClear } from '../app/use-search-change.js';
import { HistoryList } from '../history/history-list.js';
import { usePeople } from '../people/use-people.js';
import listCss from '../recommendations/list.module.css';
import type { Query } from '../request/ask.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { DayInput } from '../ui/day-input.js';
import { useWords, wordOf } from '../words/use-words.js';
import type { AuditSearch } from './audit-search.js';

const here = getRouteApi('/audit');

/** Everything that happened in scope, refused attempts included. */
export function AuditPage() {
  const say = useWords();
  const search = here.useSearch();
  const change = useSearchChange<AuditSearch>();
  const clear = useSearchClear();
  return (
    <Page title={say('audit.title')} lead={say('audit.lead')}>
      <AuditFilters search={search} onChange={change} onClear={clear} />
      <Panel
        title={say('audit.entries')}
        acts={
          <SegmentedControl
            aria-label={say('audit.which')}
            value={search.refused ?? 'all'}
            onChange={(next) => change({ refused: next === 'all' ? undefined : (next as 'true' | 'false') })}
            data={(['all', 'false', 'true'] as const).map((one) => ({
              value: one,
              label: say(wordOf('audit', one)),
            }))}
          />
        }
      >
        <HistoryList query={queryOf(search)} isWide />
      </Panel>
    </Page>
  );
}

/** Days of the person's own calendar, as the times between which entries are asked for. */
function queryOf({ type, actor, from, to, refused }: AuditSearch): Query<'listHistory'> {
  return {
    objectType: type ? [type] : undefined,
    actorId: actor,
    from: from ? new Date(`${from}T00:00:00.000`).toISOString() : undefined,
    to: to ? new Date(`${to}T23:59:59.999`).toISOString() : undefined,
    refused,
  };
}

interface FilterProps {
  search: AuditSearch;
  onChange: (part: Partial<AuditSearch>) => void;
  onClear: () => void;
}

function AuditFilters({ search, onChange, onClear }: FilterProps) {
  const say = useWords();
  const people = usePeople();
  return (
    <div className={listCss.filters}>
      <Select
        label={say('audit.about')}
        clearable
        value={search.type ?? null}
        onChange={(type) => onChange({ type: type ?? undefined })}
        data={recordTypes.map((type) => ({ value: type, label: say(wordOf('object', type)) }))}
      />
      <Select
        label={say('audit.who')}
        searchable
        clearable
        value={search.actor ?? null}
        onChange={(actor) => onChange({ actor: actor ?? undefined })}
        data={people.rows.map(({ id, name }) => ({ value: id, label: name }))}
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
      {Object.values(search).some(Boolean) && (
        <Button variant="subtle" onClick={onClear} style={{ alignSelf: 'end', justifySelf: 'start' }}>
          {say('filter.clear')}
        </Button>
      )}
    </div>
  );
}
