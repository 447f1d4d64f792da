import { apiBase, axes, RecommendationQuery } from '#contracts';
import { getRecommendation, pageSql, recommendationPlan } from '#store';
import { rareWords } from '../seed/wording.js';
import { statementOf, type Read, type WorkGround } from './work.js';

const limit = 50;
/** Lists that a person's home asks for, each sorted its own way. */
const listQueries = [
  'implementation=in_progress&closure=open&sort=due',
  'issuance=issued&acceptance=under_consideration&sort=updated',
  'criticality=critical&issuance=issued&sort=criticality',
];

/** Lists under the scopes of many people. */
export function listReads({ staff, today }: WorkGround): Read[] {
  return listQueries.map((query, place) => ({
    name: `list-${place}`,
    ...listStatement(query, staff, today),
  }));
}

function listStatement(query: string, people: WorkGround['staff'], today: string): Omit<Read, 'name'> {
  const asked = RecommendationQuery.parse({ ...Object.fromEntries(new URLSearchParams(query)), limit });
  const plans = people.map(({ actor }) => recommendationPlan(actor, asked, today));
  const texts = plans.map((plan) => pageSql(plan, limit));
  return {
    text: texts[0] ?? '',
    variants: plans.map(({ parameters }, place) => ({
      path: `${apiBase}/recommendations?${query}&limit=${limit}`,
      cookie: people[place]?.cookie ?? '',
      values: parameters.values,
    })),
  };
}

/** Single recommendations, each read by somebody who may. */
export async function itemRead({ store, staff, today }: WorkGround): Promise<Read> {
  const variants = [];
  let text = '';
  for (const { actor, cookie } of staff) {
    const { rows } = await store.pool.query<{ id: string }>(
      `select id from recommendation where lead_entity_id = any($1) and confidentiality <> 'confidential' limit 250`,
      [actor.grants[0]?.entityIds],
    );
    for (const { id } of rows) {
      const statement = await statementOf(actor, (reader) => getRecommendation(reader, actor, id, today));
      text = statement.text;
      variants.push({ path: `${apiBase}/recommendations/${id}`, cookie, values: statement.values });
    }
  }
  return { name: 'item', text, variants };
}

/** Uphold reads kept figures; the bare server counts the rows. */
export function countsRead({ director }: WorkGround): Read {
  const names = Object.keys(axes);
  return {
    name: 'counts',
    text: `select ${names.join(', ')}, count(*)::integer from recommendation
      group by grouping sets (${names.map((name) => `(${name})`).join(', ')}, ())`,
    variants: [{ path: `${apiBase}/figures`, cookie: director.cookie, values: [] }],
  };
}

/** Uphold searches by its index; the bare server looks through the texts of the rows. */
export function searchRead({ director, today }: WorkGround): Read {
  const { actor, cookie } = director;
  const plan = recommendationPlan(actor, RecommendationQuery.parse({ limit }), today);
  const pattern = plan.parameters.add('');
  const place = plan.parameters.values.length - 1;
  const columns = ['code', 'title', 'text'].map((column) => `recommendation.${column} ilike ${pattern}`);
  const text = pageSql({ ...plan, where: [...plan.where, `(${columns.join(' or ')})`] }, limit);
  const variants = rareWords.map((rare) => ({
    path: `${apiBase}/recommendations?search=${rare}&limit=${limit}`,
    cookie,
    values: plan.parameters.values.with(place, `%${rare}%`),
  }));
  return { name: 'search', text, variants };
}
