import type { Actor, Page, RecommendationQuery, RecommendationRow, RecommendationView } from '#contracts';
import { isOverdue } from '#workflow';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { prepared } from '../prepared.js';
import { Rows } from '../past/rows.js';
import { amongFound, foundIds } from './found.js';
import { evidenceAlarmSql } from './integrity.js';
import { readPage, type ListPlan, type SortKey } from './list.js';
import { searchSql } from './search.js';
import type { Reader } from '../reading/reader.js';

const sorts: Record<RecommendationQuery['sort'], { key: SortKey; descending: boolean }> = {
  updated: { key: { sql: 'recommendation.updated_at', type: 'timestamptz' }, descending: true },
  due: { key: { sql: 'recommendation.due_end', type: 'date' }, descending: false },
  code: { key: { sql: 'recommendation.code', type: 'text' }, descending: false },
  criticality: { key: { sql: 'recommendation.criticality_rank', type: 'smallint' }, descending: true },
};
const idKey: SortKey = { sql: 'recommendation.id', type: 'uuid' };

const names = `
  review.code as "reviewCode", entity.name as "entityName", entity.acronym as "entityAcronym",
  owner.name as "ownerName",
  (select count(*)::integer from proposal
    where proposal.recommendation_id = recommendation.id and proposal.state = 'open') as "openProposals"`;
const joins = `recommendation
  join review on review.id = recommendation.review_id
  left join entity on entity.id = recommendation.lead_entity_id
  left join person owner on owner.id = recommendation.owner_id`;

const rowColumns = rowShapes.recommendation.fields
  .map(
    (field, place) =>
      [field, `recommendation.${rowShapes.recommendation.columns[place]} as "${field}"`] as const,
  )
  .filter(([field]) => field !== 'text' && field !== 'citation')
  .map(([, sql]) => sql)
  .join(', ');

type Flat<T> = Omit<T, 'leadEntity' | 'owner' | 'isOverdue'> & {
  entityName: string | null;
  entityAcronym: string | null;
  ownerName: string | null;
};

/** Recommendations that the person may read, filtered, sorted and searched. `today` is YYYY-MM-DD. */
export async function listRecommendations(
  reader: Reader,
  actor: Actor,
  query: RecommendationQuery,
  today: string,
): Promise<Page<RecommendationRow>> {
  const plan = recommendationPlan(actor, query, today, await foundIds(reader, query));
  const page = await readPage<Flat<RecommendationRow>>(reader, plan, query);
  return { rows: page.rows.map((row) => shaped(row, today)), next: page.next };
}

/** The parts of the list's statement; `found` are the only recommendations among which its words and theme are met. */
export function recommendationPlan(
  actor: Actor,
  query: RecommendationQuery,
  today: string,
  found: readonly string[] | null = null,
): ListPlan {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const { key, descending } = sorts[query.sort];
  return {
    before: rows.before,
    select: `${rowColumns}, ${names}`,
    from: joins,
    where: [
      rows.readableBy(actor, 'recommendation'),
      ...filtersSql(query, today, parameters),
      ...amongFound('recommendation.id', found, parameters),
    ],
    keys: [key, idKey],
    descending: query.order ? query.order === 'descending' : descending,
    parameters,
    dependsOnValues: query.search !== undefined || query.theme !== undefined,
  };
}

/** One recommendation, as it is or as it stood at a time; null where there is none that the person may read. */
export async function getRecommendation(
  reader: Reader,
  actor: Actor,
  id: string,
  today: string,
  asOf?: string,
): Promise<RecommendationView | null> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, asOf);
  const text = `${rows.before}select ${rowShapes.recommendation.selectList('recommendation')}, review.title as "reviewTitle", ${names},
      ${evidenceAlarmSql(actor, rows)} as "evidenceAlarm"
    from ${joins}
    where recommendation.id = ${parameters.add(id)} and ${rows.readableBy(actor, 'recommendation')}`;
  const found = await reader.query<Flat<RecommendationView>>(prepared(text, parameters.values));
  return found.rows[0] ? shaped(found.rows[0], today) : null;
}

function filtersSql(query: RecommendationQuery, today: string, parameters: Parameters): string[] {
  const where: string[] = [];
  const among = (column: string, values: readonly string[] | undefined, type: 'text' | 'uuid') => {
    if (values) where.push(`recommendation.${column} = any(${parameters.add(values)}::${type}[])`);
  };
  among('review_id', query.reviewId, 'uuid');
  among('lead_entity_id', query.leadEntityId, 'uuid');
  among('owner_id', query.ownerId, 'uuid');
  among('issuance', query.issuance, 'text');
  among('acceptance', query.acceptance, 'text');
  among('implementation', query.implementation, 'text');
  among('verification', query.verification, 'text');
  among('closure', query.closure, 'text');
  among('criticality', query.criticality, 'text');
  among('confidentiality', query.confidentiality, 'text');
  if (query.theme) where.push(`recommendation.themes @> array[${parameters.add(query.theme)}]::text[]`);
  if (query.overdue)
    where.push(`${query.overdue === 'true' ? '' : 'not '}${overdueSql(parameters.add(today))}`);
  if (query.search) where.push(searchSql(query.search, parameters));
  return where;
}

/** The same rule as `isOverdue` of the workflow, over the table's columns. */
export function overdueSql(today: string): string {
  return `(recommendation.due_end < ${today}::date and recommendation.closure = 'open'
    and recommendation.implementation <> 'reported_implemented')`;
}

function shaped<T extends RecommendationRow>(flat: Flat<T>, today: string): T {
  const { entityName, entityAcronym, ownerName, ...row } = flat;
  const { leadEntityId, ownerId } = flat;
  return {
    ...row,
    leadEntity:
      leadEntityId && entityName ? { id: leadEntityId, name: entityName, acronym: entityAcronym } : null,
    owner: ownerId && ownerName ? { id: ownerId, name: ownerName } : null,
    isOverdue: isOverdue(flat, today),
  } as unknown as T;
}
