import { Button, SegmentedControl } from '@mantine/core';
import { IconPrinter, IconShieldCheck } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { SegregationTotals } from '#contracts';
import { mayReadAll } from '#permissions';
import { OnlyFor } from '../app/only-for.js';
import { useSearchChange } from '../app/use-search-change.js';
import { HistoryPartFields } from '../audit/history-part-fields.js';
import listCss from '../recommendations/list.module.css';
import { useActor } from '../session/use-me.js';
import { Empty } from '../ui/empty.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import type { Tone } from '../ui/tones.js';
import { useWords, type Word } from '../words/use-words.js';
import css from './segregation.module.css';
import { reportQueryOf, type SegregationSearch } from './segregation-search.js';
import { SegregationTable } from './segregation-table.js';
import { usePrintWhole } from './use-print-whole.js';
import { useReport } from './use-report.js';

const here = getRouteApi('/segregation');

/** Whether proposer, approver and verifier differed, over the whole history or a part of it. */
export function SegregationPage() {
  return (
    <OnlyFor title="segregation.title" roles={['auditor', 'manager']}>
      <Segregation />
    </OnlyFor>
  );
}

function Segregation() {
  const say = useWords();
  const search: SegregationSearch = here.useSearch();
  const change = useSearchChange<SegregationSearch>();
  const report = useReport(reportQueryOf(search));
  const { isReading, printWhole } = usePrintWhole(report);
  const isOfViolations = search.violations === 'true';
  return (
    <Page
      title={say('segregation.title')}
      lead={say('segregation.lead')}
      acts={
        <Button
          variant="default"
          leftSection={<IconPrinter size={17} />}
          loading={isReading}
          onClick={printWhole}
        >
          {say('segregation.print')}
        </Button>
      }
    >
      {report.totals && <Verdict totals={report.totals} />}
      <div className={`${listCss.filters} ${css.filters}`}>
        <HistoryPartFields search={search} onChange={change} />
      </div>
      <Panel
        title={say('segregation.decisions')}
        isFlush
        acts={
          <SegmentedControl
            aria-label={say('segregation.which')}
            value={isOfViolations ? 'true' : 'all'}
            onChange={(next) => change({ violations: next === 'true' ? 'true' : undefined })}
            data={[
              { value: 'all', label: say('segregation.all') },
              { value: 'true', label: say('segregation.only-violations') },
            ]}
          />
        }
      >
        <div className={report.isStale ? css.stale : undefined} aria-busy={report.isStale}>
          <RowList
            list={report}
            empty={
              isOfViolations ? (
                <Empty
                  title={say('segregation.no-violations')}
                  hint={say('segregation.no-violations-hint')}
                  icon={<IconShieldCheck size={22} />}
                />
              ) : (
                <Empty title={say('segregation.empty')} />
              )
            }
          >
            {(rows) => <SegregationTable rows={rows} />}
          </RowList>
          {report.hasMore && report.totals && (
            <p className={css.cut}>
              {say('segregation.cut', {
                shown: report.rows.length,
                all: isOfViolations ? report.totals.violations : report.totals.decisions,
              })}
            </p>
          )}
        </div>
      </Panel>
    </Page>
  );
}

const ofAll = {
  none: 'segregation.verdict-none',
  good: 'segregation.verdict-good',
  bad: 'segregation.verdict-bad',
} as const satisfies Record<string, Word>;
const ofReadable = {
  none: 'segregation.verdict-none-readable',
  good: 'segregation.verdict-good-readable',
  bad: 'segregation.verdict-bad-readable',
} as const satisfies Record<keyof typeof ofAll, Word>;
const tones = { none: 'idle', good: 'good', bad: 'bad' } as const satisfies Record<keyof typeof ofAll, Tone>;

/** What comes of it, in one sentence, and over what it was looked through: all there is, or what one may read. */
function Verdict({ totals: { asOfIndex, decisions, apart, violations } }: { totals: SegregationTotals }) {
  const say = useWords();
  const words = mayReadAll(useActor(), 'history') ? ofAll : ofReadable;
  const verdict = decisions === 0 ? 'none' : violations === 0 ? 'good' : 'bad';
  const sentence = say(words[verdict], { count: verdict === 'bad' ? violations : decisions });
  return (
    <Notice
      tone={tones[verdict]}
      title={sentence}
      {...(verdict === 'good' && { icon: <IconShieldCheck size={18} /> })}
    >
      <p>
        {asOfIndex < 0
          ? say('segregation.as-of-empty')
          : say('segregation.as-of', { decisions, apart, violations, index: String(asOfIndex) })}
      </p>
    </Notice>
  );
}
