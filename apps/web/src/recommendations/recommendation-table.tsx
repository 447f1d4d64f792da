import { IconGavel } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { RecommendationRow } from '#contracts';
import { Code, Mark } from '../ui/mark.js';
import { useWords } from '../words/use-words.js';
import { AxisMark, ConfidentialityMark, CriticalityMark, Due, SourceMark } from './marks.js';
import css from './list.module.css';

/** Recommendations as a table; where there is little room each row becomes a card. */
export function RecommendationTable({ rows }: { rows: RecommendationRow[] }) {
  const say = useWords();
  return (
    <div className={css.fit}>
      <table className={css.table} role="table">
        <thead>
          <tr>
            <th scope="col">{say('list.recommendation')}</th>
            <th scope="col">{say('list.stands')}</th>
            <th scope="col">{say('field.dueDate')}</th>
            <th scope="col">{say('list.who')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: RecommendationRow }) {
  const say = useWords();
  return (
    <tr>
      <td>
        <Link className={css.name} to="/recommendations/$id" params={{ id: row.id }}>
          <bdi>{row.title}</bdi>
        </Link>
        <div className={css.under}>
          <Code>{row.code}</Code>
          <CriticalityMark criticality={row.criticality} />
          {!row.sourceVerified && <SourceMark isVerified={false} />}
          {row.confidentiality === 'confidential' && (
            <ConfidentialityMark confidentiality={row.confidentiality} />
          )}
        </div>
      </td>
      <td>
        <Standing row={row} />
      </td>
      <td>
        <span className={css.label}>{say('field.dueDate')}</span>
        <Due date={row.dueDate} precision={row.duePrecision} isOverdue={row.isOverdue} />
      </td>
      <td>
        {row.owner ? <bdi>{row.owner.name}</bdi> : <span className="soft">{say('facts.no-owner')}</span>}
        {row.leadEntity && (
          <div className={css.under}>
            <bdi>{row.leadEntity.acronym ?? row.leadEntity.name}</bdi>
          </div>
        )}
      </td>
    </tr>
  );
}

/** Of the axes, those that say something now: a closed one needs no more, an unanswered one no implementation. */
function Standing({ row }: { row: RecommendationRow }) {
  const say = useWords();
  return (
    <div className={css.states}>
      {shownAxes(row).map((axis) => (
        <AxisMark key={axis} axis={axis} state={row[axis]} />
      ))}
      {row.openProposals > 0 && (
        <Mark tone="waiting" icon={<IconGavel size={13} aria-hidden />}>
          {say('list.proposals', { count: row.openProposals })}
        </Mark>
      )}
    </div>
  );
}

export function shownAxes(
  row: RecommendationRow,
): ('issuance' | 'acceptance' | 'implementation' | 'verification' | 'closure')[] {
  if (row.issuance === 'draft') return ['issuance'];
  if (row.closure !== 'open') return ['closure'];
  if (row.verification !== 'not_assessed') return ['implementation', 'verification'];
  if (row.implementation !== 'not_started') return ['implementation'];
  return ['acceptance'];
}
