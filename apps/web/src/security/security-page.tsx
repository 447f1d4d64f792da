import { Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SessionsPanel } from '../account/sessions-panel.js';
import { TokensPanel } from '../account/tokens-panel.js';
import { NotThere } from '../app/not-there.js';
import { useSearchChange } from '../app/use-search-change.js';
import { historyQueryOf } from '../audit/audit-search.js';
import { EndlessTimeline } from '../audit/endless-timeline.js';
import { mayEver } from '#permissions';
import { usePeople } from '../people/use-people.js';
import listCss from '../recommendations/list.module.css';
import type { Query } from '../request/ask.js';
import { useActor } from '../session/use-me.js';
import { DayInput } from '../ui/day-input.js';
import { Halves, Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import { securityViews, type SecuritySearch, type SecurityView } from './security-views.js';

const here = getRouteApi('/security');

/** What each view asks the history for. */
const questions: Record<SecurityView, Query<'listHistory'>> = {
  'sign-ins': { objectType: ['sign-in'] },
  refused: { refused: 'true' },
  tokens: { objectType: ['token', 'password-link'] },
  rights: { objectType: ['grant', 'delegation', 'emergency-access', 'person'] },
};

/** Who came in, who was turned away, what is open, and whose rights changed: for administrators and auditors. */
export function SecurityPage() {
  const say = useWords();
  const change = useSearchChange<SecuritySearch>();
  const search: SecuritySearch = here.useSearch();
  const { view = 'sign-ins', person, from, to } = search;
  const actor = useActor();
  if (!mayEver(actor, 'read', 'access')) return <NotThere />;
  const query = { ...questions[view], personId: person, ...historyQueryOf({ from, to }) };
  return (
    <Page title={say('security.title')} lead={say('security.lead')}>
      <Filters search={search} onChange={change} />
      <Halves>
        <SessionsPanel {...(person && { personId: person })} />
        <TokensPanel {...(person && { personId: person })} />
      </Halves>
      <Panel
        title={say('security.events')}
        acts={
          <Select
            aria-label={say('security.which')}
            allowDeselect={false}
            value={view}
            onChange={(next) => next && change({ view: next })}
            data={securityViews.map((one) => ({ value: one, label: say(wordOf('security', one)) }))}
          />
        }
      >
        <EndlessTimeline key={JSON.stringify(query)} query={query} />
      </Panel>
    </Page>
  );
}

interface FiltersProps {
  search: SecuritySearch;
  onChange: (part: Partial<SecuritySearch>) => void;
}

/** Of whom, and between which days. */
function Filters({ search: { person, from, to }, onChange }: FiltersProps) {
  const say = useWords();
  const people = usePeople();
  return (
    <div className={listCss.filters}>
      <Select
        label={say('security.person')}
        placeholder={say('security.everybody')}
        searchable
        clearable
        value={person ?? null}
        onChange={(next) => onChange({ person: next ?? undefined })}
        data={people.rows.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DayInput
        label={say('audit.from')}
        clearable
        value={from ?? null}
        onChange={(day) => onChange({ from: day ?? undefined })}
      />
      <DayInput
        label={say('audit.to')}
        clearable
        value={to ?? null}
        onChange={(day) => onChange({ to: day ?? undefined })}
      />
    </div>
  );
}
