import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { PlannedPerson } from '#contracts';
import { Empty } from '../ui/empty.js';
import { Mark } from '../ui/mark.js';
import { useDates } from '../words/use-dates.js';
import { useFault } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import { doesSomething, type RowFate } from './carry-out.js';
import css from './people-import.module.css';

type Fates = ReadonlyMap<PlannedPerson, RowFate>;
const kinds = ['all', 'bad', 'todo', 'same'] as const;
type Kind = (typeof kinds)[number];
const shownAtFirst = 100;

const isBad = (row: PlannedPerson, fates: Fates) =>
  row.faults.length > 0 || fates.get(row)?.kind === 'failed';
const shows: Record<Kind, (row: PlannedPerson, fates: Fates) => boolean> = {
  all: () => true,
  bad: isBad,
  todo: (row) => doesSomething(row),
  same: (row, fates) => !doesSomething(row) && !isBad(row, fates),
};

/** Each row of the list: what would come of it, or what came of it. */
export function PlannedRows({ rows, fates }: { rows: readonly PlannedPerson[]; fates: Fates }) {
  const say = useWords();
  const [kind, setKind] = useState<Kind>('all');
  const [limit, setLimit] = useState(shownAtFirst);
  const chosen = rows.filter((row) => shows[kind](row, fates));
  return (
    <>
      <div className={css.filter}>
        <SegmentedControl
          aria-label={say('people-list.show')}
          value={kind}
          onChange={setKind}
          data={kinds.map((one) => ({ value: one, label: say(wordOf('people-list', `show-${one}`)) }))}
        />
      </div>
      {chosen.length === 0 && <Empty isSlim title={say('people-list.none')} />}
      <ol>
        {chosen.slice(0, limit).map((row) => (
          <PlannedRow key={row.line} row={row} fate={fates.get(row)} />
        ))}
      </ol>
      {chosen.length > limit && (
        <div className={css.more}>
          <Button variant="default" onClick={() => setLimit(limit + 5 * shownAtFirst)}>
            {say('ui.load-more')}
          </Button>
        </div>
      )}
    </>
  );
}

function PlannedRow({ row, fate }: { row: PlannedPerson; fate: RowFate | undefined }) {
  const say = useWords();
  const fault = useFault();
  const told = row.faults.map(({ code, column, value }) =>
    say(wordOf('people-fault', code), { column, value }),
  );
  if (fate?.kind === 'failed') told.push(fault(fate.error));
  return (
    <li className={css.row}>
      <span className={css.line}>{say('people-list.line', { line: row.line })}</span>
      <div>
        <p>
          <strong>
            <bdi>{row.name || '—'}</bdi>
          </strong>{' '}
          <bdi dir="ltr" className="soft">
            {row.email}
          </bdi>
        </p>
        {row.grant && <GrantLine grant={row.grant} />}
        {told.map((words) => (
          <p key={words} className={css.fault}>
            {words}
          </p>
        ))}
        {fate?.kind === 'done' && fate.link && (
          <p className="small">
            {say('people-list.hand-over')} <bdi dir="ltr">{fate.link}</bdi>
          </p>
        )}
        {row.warnings.map(({ code, column, value }) => (
          <p key={`${code}${column}`} className="soft small">
            {say(wordOf('people-warning', code), { column, value })}
          </p>
        ))}
      </div>
      <Fate row={row} fate={fate} />
    </li>
  );
}

function GrantLine({ grant }: { grant: NonNullable<PlannedPerson['grant']> }) {
  const say = useWords();
  const dates = useDates();
  return (
    <p className="small">
      {say(wordOf('role', grant.role))} · {say(wordOf('scope', grant.scopeType))}{' '}
      {grant.scopeName && <bdi>{grant.scopeName}</bdi>}
      {grant.verifies && <> · {say('grant.verifies')}</>}
      {grant.endsAt && <> · {say('people-list.until', { date: dates.day(grant.endsAt.slice(0, 10)) })}</>}
    </p>
  );
}

function Fate({ row, fate }: { row: PlannedPerson; fate: RowFate | undefined }) {
  const say = useWords();
  if (fate?.kind === 'done') return <Mark tone="good">{say('people-list.row-done')}</Mark>;
  if (fate?.kind === 'failed') return <Mark tone="bad">{say('people-list.row-failed')}</Mark>;
  if (row.faults.length > 0) return <Mark tone="bad">{say('people-list.row-bad')}</Mark>;
  if (row.person) return <Mark tone="moving">{say('people-list.row-opens')}</Mark>;
  if (row.grant) return <Mark tone="moving">{say('people-list.row-gives')}</Mark>;
  return <Mark tone="idle">{say('people-list.row-same')}</Mark>;
}
