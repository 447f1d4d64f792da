import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { DutyHolder, SegregationRow } from '#contracts';
import { Code, Mark } from '../ui/mark.js';
import { Person } from '../ui/person.js';
import { Said } from '../ui/said.js';
import { toneOf } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './segregation.module.css';

const columns = ['decision', 'asked', 'decided', 'others', 'verdict'] as const;

/** Decisions with everybody from whom their decider had to differ. On narrow screens each is a card. */
export function SegregationTable({ rows }: { rows: readonly SegregationRow[] }) {
  const say = useWords();
  return (
    <table className={css.table} role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {say(wordOf('segregation', column))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Decision key={row.entryId} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Decision({ row }: { row: SegregationRow }) {
  const say = useWords();
  const { asked, decided, fault } = row;
  return (
    <tr role="row" className={fault ? css.violated : undefined}>
      <td role="cell">
        <WhatWasDecided row={row} />
      </td>
      <td role="cell" data-label={say('segregation.asked')}>
        <Holder holder={asked} />
      </td>
      <td role="cell" data-label={say('segregation.decided')}>
        <Holder holder={decided} />
      </td>
      <td role="cell" data-label={say('segregation.others')}>
        <Others row={row} />
      </td>
      <td role="cell" data-label={say('segregation.verdict')}>
        {fault ? (
          <Mark tone="bad" wraps icon={<IconAlertTriangle size={14} aria-hidden />}>
            {say(wordOf('segregation-fault', fault))}
          </Mark>
        ) : (
          <Mark tone="good" icon={<IconCheck size={14} aria-hidden />}>
            {say('segregation.apart')}
          </Mark>
        )}
      </td>
    </tr>
  );
}

function WhatWasDecided({ row }: { row: SegregationRow }) {
  const say = useWords();
  const dates = useDates();
  const { recommendation, proposalId, transition, outcome, at, index } = row;
  return (
    <div className={css.what}>
      <span className={css.line}>
        <Link to="/proposals/$id" params={{ id: proposalId }}>
          {say(wordOf('transition', transition))}
        </Link>
        <Mark tone={toneOf(outcome)}>{say(wordOf('outcome', outcome))}</Mark>
      </span>
      <Link to="/recommendations/$id" params={{ id: recommendation.id }} className={css.about}>
        <Code>{recommendation.code}</Code> <Said text={recommendation.title} />
      </Link>
      <span className={css.meta}>
        {dates.time(at)} · {say('segregation.entry', { index: String(index) })}
      </span>
    </div>
  );
}

function Others({ row: { earlier, reporters } }: { row: SegregationRow }) {
  const say = useWords();
  const others = [
    ...earlier.map((holder) => ({ holder, why: say('segregation.earlier') })),
    ...reporters.map((holder) => ({ holder, why: say('segregation.reporter') })),
  ];
  if (others.length === 0) return <span className="soft">{say('segregation.nobody')}</span>;
  return (
    <ul className={css.others}>
      {others.map(({ holder, why }, place) => (
        // One person may stand there twice.
        <li key={place}>
          <Holder holder={holder} />
          <span className={css.meta}>{why}</span>
        </li>
      ))}
    </ul>
  );
}

function Holder({ holder: { person, onBehalfOf } }: { holder: DutyHolder }) {
  const say = useWords();
  return (
    <span className={css.holder}>
      <Person name={person.name} />
      {onBehalfOf && <span className={css.meta}>{say('segregation.for', { name: onBehalfOf.name })}</span>}
    </span>
  );
}
