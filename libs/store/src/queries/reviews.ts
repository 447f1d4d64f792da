import type { Actor, Page, ReviewQuery, ReviewView } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { Rows } from '../past/rows.js';
import { countedCellsSql } from './figures.js';
import { readPage, type ListPlan } from './list.js';
import { overdueSql } from './recommendations.js';
import type { Reader } from '../reading/reader.js';

/** Reviews that the person may read, newest first, each with counts of the recommendations that they may read. */
export function listReviews(
  reader: Reader,
  actor: Actor,
  query: ReviewQuery,
  today: string,
): Promise<Page<ReviewView>> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const where = [rows.readableBy(actor, 'review')];
  if (query.search) {
    const pattern = parameters.add(`%${query.search.replace(/[\\%_]/g, (special) => `\\${special}`)}%`);
    where.push(`(review.code || ' ' || review.title || ' ' || coalesce(review.symbol, '')) ilike ${pattern}`);
  }
  return readPage(reader, reviewPlan(actor, { where, today, rows }, parameters), query);
}

/** One review, or null where there is none that the person may read. */
export async function getReview(
  reader: Reader,
  actor: Actor,
  id: string,
  today: string,
  asOf?: string,
): Promise<ReviewView | null> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, asOf);
  const where = [`review.id = ${parameters.add(id)}`, rows.readableBy(actor, 'review')];
  const page = await readPage<ReviewView>(reader, reviewPlan(actor, { where, today, rows }, parameters), {
    limit: 1,
  });
  return page.rows[0] ?? null;
}

function reviewPlan(
  actor: Actor,
  { where, today, rows }: { where: string[]; today: string; rows: Rows },
  parameters: Parameters,
): ListPlan {
  const inReview = 'recommendation.review_id = review.id';
  const counts = `select sum(count)::integer as all,
    (sum(count) filter (where closure <> 'open'))::integer as closed
    from (${countedCellsSql(actor, { parameters, rows, inReview })}) cells`;
  const overdue = `select count(*)::integer from recommendation where ${inReview}
    and ${overdueSql(parameters.add(today))} and ${rows.readableBy(actor, 'recommendation')}`;
  return {
    before: rows.before,
    select: `${rowShapes.review.selectList('review')}, coalesce(counts.all, 0) as "recommendationCount",
      coalesce(counts.closed, 0) as "closedCount", (${overdue}) as "overdueCount"`,
    from: `review cross join lateral (${counts}) counts`,
    where,
    keys: [
      { sql: 'review.date', type: 'date' },
      { sql: 'review.id', type: 'uuid' },
    ],
    descending: true,
    parameters,
  };
}
