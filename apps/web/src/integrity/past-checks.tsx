import type { CheckRunView } from '#contracts';
import { useRows } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { Counts, Outcome } from './check-outcome.js';
import { Finding } from './finding.js';
import css from './integrity.module.css';

/** Every check there was, newest first, with what it found. */
export function PastChecks() {
  const say = useWords();
  const list = useRows('listChecks', { limit: 10 });
  return (
    <Panel title={say('check.past')} isFlush>
      <RowList list={list} empty={<Empty isSlim title={say('check.never')} hint={say('check.never-hint')} />}>
        {(rows) => (
          <ul>
            {rows.map((run) => (
              <PastCheck key={run.id} run={run} />
            ))}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}

function PastCheck({ run }: { run: CheckRunView }) {
  const say = useWords();
  const dates = useDates();
  return (
    <li className={css.past}>
      <div className={css.pastHead}>
        <span className={css.kindName}>{say(wordOf('check-kind', run.kind))}</span>
        <Outcome run={run} />
      </div>
      <div className={css.meta}>
        <span>{dates.time(run.startedAt ?? run.askedAt)}</span>
        <span>{run.askedBy ? say('check.by', { name: run.askedBy.name }) : say('check.by-schedule')}</span>
        <Counts counts={run.counts} />
        {run.seed !== null && run.kind === 'history-sample' && (
          <span>{say('check.seed', { seed: String(run.seed) })}</span>
        )}
      </div>
      {run.findings.length > 0 && (
        <details className={css.exactly}>
          <summary>{say('check.findings', { count: run.findingCount })}</summary>
          <ul>
            {run.findings.map((finding, place) => (
              // Two findings of a check may be alike in everything but their place.
              <Finding key={place} finding={finding} />
            ))}
          </ul>
          {run.findingCount > run.findings.length && (
            <p className="soft">
              {say('check.more-findings', { count: run.findingCount - run.findings.length })}
            </p>
          )}
        </details>
      )}
    </li>
  );
}
