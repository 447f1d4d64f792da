import {
  axes,
  type Actor,
  type Axis,
  type FiguresQuery,
  type Page,
  type RecommendationFigures,
  type ThemeQuery,
  type ThemeView,
} from '#contracts';
import { scopeOf, type ScopeNode } from '#permissions';
import { countedFields } from '../log/figures-consumer.js';
import { columnName } from '../naming-strategy.js';
import { Parameters } from '../parameters.js';
import { prepared } from '../prepared.js';
import { Rows } from '../past/rows.js';
import { conditionSql } from '../scope-sql.js';
import { readPage } from './list.js';
import type { Reader } from '../reading/reader.js';

const columns = countedFields.map(columnName).join(', ');
const countableFields = new Set<string>(countedFields.map((field) => `recommendation.${field}`));

/** What is counted: the rows of now or then, in a review where a condition names one. */
interface Counting {
  parameters: Parameters;
  rows: Rows;
  inReview?: string | undefined;
}

/**
 * Cells of the kept figures that a person may count, as a table of the counted columns and `count`. The kept
 * figures know no owners: what a person reads as the owner of a recommendation is counted from its row, and only
 * where no other right of theirs counts it. What stood at a time is counted from its rows.
 */
export function countedCellsSql(actor: Actor, { parameters, rows, inReview }: Counting): string {
  if (rows.asOf !== undefined)
    return `select ${columns}, 1 as count from recommendation
      where ${rows.readableBy(actor, 'recommendation')} and ${inReview ?? 'true'}`;
  const scope = scopeOf(actor, 'read', 'recommendation');
  if (!scope) return `select ${columns}, count from figure where false`;
  const ways = scope.operator === 'or' ? scope.value : [scope];
  const countable = ways.filter(isCountable);
  const single = ways.filter((way) => !isCountable(way));
  const kept = either(countable, parameters);
  const filter = inReview ?? 'true';
  const isByReview = inReview !== undefined || countable.some(asksForReview);
  const cells = `select ${columns}, count from figure recommendation
    where review_id is ${isByReview ? 'not null' : 'null'} and ${kept} and ${filter}`;
  if (single.length === 0) return cells;
  return `${cells} union all select ${columns}, 1 from recommendation
    where ${either(single, parameters)} and ${kept} is not true and ${filter}`;
}

/** Counts by state of each axis over what the person may read. */
export async function readFigures(
  reader: Reader,
  actor: Actor,
  query: FiguresQuery,
): Promise<RecommendationFigures> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const inReview = query.reviewId
    ? `recommendation.review_id = ${parameters.add(query.reviewId)}`
    : undefined;
  const names = Object.keys(axes) as Axis[];
  const text = `${rows.before}select ${names.join(', ')}, sum(count)::integer as count,
      (select leaf_index from consumer where name = '${query.asOf === undefined ? 'figures' : 'past'}') as "asOfIndex"
    from (${countedCellsSql(actor, { parameters, rows, inReview })}) cells
    group by grouping sets (${names.map((name) => `(${name})`).join(', ')}, ())`;
  const { rows: counts } = await reader.query<
    Record<Axis, string | null> & { count: number | null; asOfIndex: number }
  >(prepared(text, parameters.values));
  const figures = { asOfIndex: counts[0]?.asOfIndex ?? -1, total: 0 } as RecommendationFigures;
  for (const name of names)
    Object.assign(figures, { [name]: Object.fromEntries(axes[name].map((state) => [state, 0])) });
  for (const row of counts) {
    const axis = names.find((name) => row[name] !== null);
    if (axis) (figures[axis] as Record<string, number>)[row[axis] ?? ''] = row.count ?? 0;
    else figures.total = row.count ?? 0;
  }
  return figures;
}

/** Themes of the recommendations that the person may read, with how often and in how many reviews each recurs. */
export function listThemes(reader: Reader, actor: Actor, query: ThemeQuery): Promise<Page<ThemeView>> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const counted = `select theme, count(*)::integer as recommendations, count(distinct review_id)::integer as reviews
    from recommendation cross join unnest(themes) as theme
    where themes <> '{}' and ${rows.readableBy(actor, 'recommendation')} group by theme`;
  return readPage(
    reader,
    {
      before: rows.before,
      select: 'theme, recommendations as "recommendationCount", reviews as "reviewCount"',
      from: `(${counted}) counted`,
      where: [],
      keys: [{ sql: 'theme', type: 'text' }],
      descending: false,
      parameters,
    },
    query,
  );
}

function either(ways: readonly ScopeNode[], parameters: Parameters): string {
  return conditionSql({ operator: 'or', value: [...ways] }, parameters);
}

function isCountable(node: ScopeNode): boolean {
  return 'field' in node ? countableFields.has(node.field) : node.value.every(isCountable);
}

function asksForReview(node: ScopeNode): boolean {
  return 'field' in node ? node.field === 'recommendation.reviewId' : node.value.some(asksForReview);
}
