import {
  HistoryQuery,
  type Actor,
  type DutyHolder,
  type SegregationQuery,
  type SegregationReport,
  type SegregationRow,
  type SegregationTotals,
} from '#contracts';
import {
  decisionActions,
  Duties,
  dutyActions,
  type Duty,
  type DutyEntry,
  type JudgedDecision,
} from '#workflow';
import { Parameters } from '../parameters.js';
import { prepared } from '../prepared.js';
import { scopeSql } from '../scope-sql.js';
import { historyFilters, isNarrowedTwice, leafSource } from './history-filters.js';
import { readPage, type ListPlan } from './list.js';
import type { Reader } from '../reading/reader.js';

/** How many entries are read at once while the whole history is looked through. */
const chunk = 1000;

// Conditions of the scope may name either of them.
const joined = `join recommendation on recommendation.id = leaf.recommendation_id
  left join evidence on false`;

/** An entry of a proposal as the log holds it. */
type DutyLeaf = DutyEntry & { index: number; at: string };

const dutyColumns = `leaf.index, leaf.at, leaf.action, leaf.object_id as "proposalId",
  leaf.recommendation_id as "recommendationId", said.entry ->> 'actor' as "personId",
  said.entry ->> 'onBehalfOf' as "onBehalfOfId", said.entry #>> '{body,set,change,transition}' as transition,
  said.entry #>> '{body,set,state}' as state`;
const dutyEntries = `join entry on entry.id = leaf.entry_id
  cross join lateral (select entry.canon::jsonb as entry offset 0) said`;

/**
 * Decisions that the person may read, newest first, each with everybody from whom its decider had to differ, as the
 * entries of the history say: no proposal's row is asked. The first page brings the totals, for which every decision
 * that the question covers is looked through; so it is where violations alone are asked for.
 */
export async function segregationReport(
  reader: Reader,
  actor: Actor,
  query: SegregationQuery,
): Promise<SegregationReport> {
  const isOfViolations = query.violations === 'true';
  const seen = isOfViolations || !query.cursor ? await lookThrough(reader, actor, query) : null;
  const plan = decisionPlan(actor, query, isOfViolations ? (seen?.violations ?? []) : null);
  const page = await readPage<DecisionRow>(reader, plan, query);
  return {
    rows: await judgedRows(reader, page.rows),
    next: page.next,
    totals: query.cursor ? null : (seen?.totals ?? null),
  };
}

interface DecisionRow extends Pick<
  SegregationRow,
  'index' | 'entryId' | 'at' | 'recommendation' | 'reviewId'
> {
  proposalId: string;
  action: (typeof decisionActions)[number];
}

/** The parts of the list's statement; `among` are the only places of the log that are asked for, where some are. */
function decisionPlan(actor: Actor, query: SegregationQuery, among: readonly number[] | null): ListPlan {
  const { reviewId, recommendationId, from, to } = query;
  const asked = HistoryQuery.parse({ action: decisionActions.join(), reviewId, recommendationId, from, to });
  const parameters = new Parameters();
  const where = [scopeSql(actor, 'read', 'history', parameters), ...historyFilters(actor, asked, parameters)];
  if (among) where.push(`leaf.index = any(${parameters.add(among)}::bigint[])`);
  return {
    select: `leaf.index, leaf.entry_id as "entryId", leaf.at, leaf.object_id as "proposalId", leaf.action,
      leaf.review_id as "reviewId", json_build_object('id', recommendation.id, 'code', recommendation.code,
      'title', recommendation.title) as recommendation`,
    from: `${leafSource(asked, parameters)} ${joined}`,
    where,
    keys: [{ sql: 'leaf.index', type: 'bigint' }],
    descending: true,
    parameters,
    dependsOnValues: isNarrowedTwice(asked) || among !== null,
  };
}

/** Judges the decisions of a page anew, from all that was asked and decided about their recommendations. */
async function judgedRows(reader: Reader, rows: readonly DecisionRow[]): Promise<SegregationRow[]> {
  const [newest] = rows;
  if (!newest) return [];
  const { rows: leaves } = await reader.query<DutyLeaf>({
    name: 'duties-of-recommendations',
    text: `select ${dutyColumns} from leaf ${dutyEntries}
      where leaf.recommendation_id = any($1::uuid[]) and leaf.action = any($2::text[]) and leaf.index <= $3
      order by leaf.index`,
    values: [[...new Set(rows.map(({ recommendation }) => recommendation.id))], dutyActions, newest.index],
  });
  const duties = new Duties();
  const judged = new Map<number, JudgedDecision>();
  for (const leaf of leaves) {
    const decision = duties.take(leaf);
    if (decision) judged.set(leaf.index, decision);
  }
  const found = rows.flatMap((row) => {
    const decision = judged.get(row.index);
    return decision ? [{ row, decision }] : [];
  });
  const nameOf = await namesOf(
    reader,
    found.flatMap(({ decision }) => everybodyIn(decision)),
  );
  return found.map(({ row, decision }) => shaped(row, decision, nameOf));
}

function shaped(
  { action, ...row }: DecisionRow,
  { transition, asked, decided, earlier, reporters, fault }: JudgedDecision,
  nameOf: (duty: Duty) => DutyHolder,
): SegregationRow {
  return {
    ...row,
    transition,
    outcome: action.slice('proposal.'.length) as SegregationRow['outcome'],
    asked: nameOf(asked),
    decided: nameOf(decided),
    earlier: earlier.map(nameOf),
    reporters: reporters.map(nameOf),
    fault,
  };
}

const everybodyIn = ({ asked, decided, earlier, reporters }: JudgedDecision): Duty[] => [
  asked,
  decided,
  ...earlier,
  ...reporters,
];

async function namesOf(reader: Reader, duties: readonly Duty[]): Promise<(duty: Duty) => DutyHolder> {
  const ids = new Set(duties.flatMap(({ personId, onBehalfOfId }) => [personId, onBehalfOfId ?? personId]));
  const { rows } = await reader.query<{ id: string; name: string }>({
    name: 'names-of-people',
    text: 'select id, name from person where id = any($1::uuid[])',
    values: [[...ids]],
  });
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  // A person who is not there is still told apart from others.
  const named = (id: string) => ({ id, name: names.get(id) ?? id });
  return ({ personId, onBehalfOfId }) => ({
    person: named(personId),
    onBehalfOf: onBehalfOfId === null ? null : named(onBehalfOfId),
  });
}

/** Judges every decision that the question covers, in the order of the log, as it stands when this begins. */
async function lookThrough(
  reader: Reader,
  actor: Actor,
  query: SegregationQuery,
): Promise<{ totals: SegregationTotals; violations: number[] }> {
  const { rows: heads } = await reader.query<{ size: number }>('select size from log_head');
  const asOfIndex = (heads[0]?.size ?? 0) - 1;
  const duties = new Duties();
  const violations: number[] = [];
  let decisions = 0;
  for (let after = -1; ;) {
    const leaves = await dutiesAfter(reader, actor, query, { after, asOfIndex });
    for (const leaf of leaves) {
      const decision = duties.take(leaf);
      if (!decision || !isBetween(leaf.at, query)) continue;
      decisions += 1;
      if (decision.fault) violations.push(leaf.index);
    }
    const last = leaves.at(-1);
    if (!last || leaves.length < chunk) break;
    after = last.index;
  }
  const count = violations.length;
  return { totals: { asOfIndex, decisions, apart: decisions - count, violations: count }, violations };
}

async function dutiesAfter(
  reader: Reader,
  actor: Actor,
  { reviewId, recommendationId }: SegregationQuery,
  { after, asOfIndex }: { after: number; asOfIndex: number },
): Promise<DutyLeaf[]> {
  // When it was decided does not matter to who reported before.
  const asked = HistoryQuery.parse({ action: dutyActions.join(), reviewId, recommendationId, since: after });
  const parameters = new Parameters();
  const where = [scopeSql(actor, 'read', 'history', parameters), ...historyFilters(actor, asked, parameters)];
  const text = `select ${dutyColumns} from (select leaf.* from ${leafSource(asked, parameters)} ${joined}
      where ${where.join(' and ')} and leaf.index <= ${parameters.add(asOfIndex)}
      order by leaf.index limit ${chunk}) leaf ${dutyEntries} order by leaf.index`;
  const { values } = parameters;
  const { rows } = await reader.query<DutyLeaf>(
    isNarrowedTwice(asked) ? { text, values } : prepared(text, values),
  );
  return rows;
}

function isBetween(at: string, { from, to }: SegregationQuery): boolean {
  return (!from || at >= from) && (!to || at <= to);
}
