import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { OnlyFor } from '../app/only-for.js';
import { useSearchChange, useSearchClear } from '../app/use-search-change.js';
import { ExportBundle } from '../dossier/export-bundle.js';
import { CompareLink } from '../past/compare-link.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import { AuditChips } from './audit-chips.js';
import { AuditFilters } from './audit-filters.js';
import { auditFilters, historyQueryOf, type AuditSearch } from './audit-search.js';
import css from './audit.module.css';
import { EndlessTimeline } from './endless-timeline.js';
import { SavedQueries } from './saved-queries.js';

const here = getRouteApi('/audit');

/** Everything that happened in scope: what was done, what was refused, who came in and what left the house. */
export function AuditPage() {
  return (
    <OnlyFor title="audit.title" roles={['auditor', 'administrator', 'manager']}>
      <Audit />
    </OnlyFor>
  );
}

function Audit() {
  const say = useWords();
  const search: AuditSearch = here.useSearch();
  const change = useSearchChange<AuditSearch>();
  return (
    <Page
      title={say('audit.title')}
      lead={say('audit.lead')}
      acts={
        <>
          <CompareLink recommendationId={search.recommendationId} reviewId={search.reviewId} />
          <ExportBundle recommendationId={search.recommendationId} reviewId={search.reviewId} />
        </>
      }
    >
      <AuditBar search={search} onChange={change} />
      <Panel
        title={say('audit.entries')}
        acts={
          <SegmentedControl
            aria-label={say('audit.which')}
            value={search.refused ?? 'all'}
            onChange={(next) => change({ refused: next === 'all' ? undefined : next })}
            data={(['all', 'false', 'true'] as const).map((one) => ({
              value: one,
              label: say(wordOf('audit', one)),
            }))}
          />
        }
      >
        <EndlessTimeline key={JSON.stringify(search)} query={historyQueryOf(search)} />
      </Panel>
    </Page>
  );
}

interface BarProps {
  search: AuditSearch;
  onChange: (part: AuditSearch) => void;
}

/** Kept questions, filters and order, with what is filtered in plain sight. */
function AuditBar({ search, onChange }: BarProps) {
  const say = useWords();
  const go = useNavigate();
  const clear = useSearchClear();
  const [isOpen, { toggle }] = useDisclosure(false);
  const count = auditFilters.filter((name) => search[name]).length;
  const isAscending = search.order === 'ascending';
  return (
    <div className={css.bar}>
      <div className={css.barTop}>
        <SavedQueries search={search} onAsk={(next) => void go({ to: '/audit', search: next })} />
        <Button
          variant={isOpen ? 'light' : 'default'}
          leftSection={<IconAdjustmentsHorizontal size={17} />}
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls="audit-filters"
        >
          {say('filter.filters', { count })}
        </Button>
        <Tooltip label={say(isAscending ? 'audit.oldest-first' : 'audit.newest-first')}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={say('sort.turn', {
              now: say(isAscending ? 'audit.oldest-first' : 'audit.newest-first'),
            })}
            onClick={() => onChange({ order: isAscending ? undefined : 'ascending' })}
          >
            {isAscending ? <IconSortAscending size={18} /> : <IconSortDescending size={18} />}
          </ActionIcon>
        </Tooltip>
      </div>
      <div id="audit-filters" hidden={!isOpen}>
        {isOpen && <AuditFilters search={search} onChange={onChange} />}
      </div>
      <AuditChips search={search} onChange={onChange} onClear={clear} />
    </div>
  );
}
