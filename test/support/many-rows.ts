import type { Pool, PoolClient } from 'pg';
import type { ObjectType } from '#contracts';
import { rowShapes } from '#store';

/** How many of each there are; people and entities are few beside them. */
export const manyRows = { recommendations: 100_000, others: 50_000, leaves: 200_000 };
const counts = { reviews: 40, entities: 30, people: 200 };

/** Identifiers as the statements below make them. */
export const manyIds = {
  review: (number: number) => numbered('3', number % counts.reviews),
  entity: (number: number) => numbered('4', number % counts.entities),
  person: (number: number) => numbered('1', number % counts.people),
  recommendation: (number: number) => numbered('2', number % manyRows.recommendations),
};
const numbered = (kind: string, number: number): string =>
  `${kind}0000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const id = (kind: string, number: string): string =>
  `('${kind}0000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const oneOf = (words: readonly string[], number: string): string =>
  `(array['${words.join("','")}'])[1 + ${number} % ${words.length}]`;
const recorded = (kind: string) =>
  `${id(kind, 'n')} as id, 1 as version, '2026-01-01'::timestamptz + n * interval '7 seconds' as created_at,
   '2026-03-01'::timestamptz + (n * 7919 % 1000003) * interval '3 seconds' as updated_at, ''::bytea as head_hash`;

const below = `${id('2', `n * 31 % ${manyRows.recommendations}`)} as recommendation_id`;
const person = (factor: number) => id('1', `n * ${factor} % ${counts.people}`);

const types = ['recommendation', 'recommendation', 'proposal', 'comment', 'evidence', 'action', 'refusal'];
/** Types and actions of entries; exports and reopenings are so rare that only an index finds them. */
const leafType = `case when n % 40000 = 17 then 'export' else ${oneOf(types, 'n')} end`;
const leafAction = `case when n % 40000 = 17 then 'export.made' when n % 70000 = 7 then 'recommendation.reopened'
  when n % 7 = 6 then 'attempt.refused' when n % 7 = 2 then 'proposal.made' else ${oneOf(types, 'n')} || '.told' end`;

/** What fills each table; `n` runs from 0. */
const fillings: [table: string, count: number, select: string][] = [
  [
    'entity',
    counts.entities,
    `${recorded('4')}, 'Entity ' || n, 'E' || n, 'office', case when n in (20, 21) then ${id('4', '5')} when n > 4 then ${id('4', 'n / 4')} end`,
  ],
  [
    'person',
    counts.people,
    `${recorded('1')}, 'Person ' || n, 'person-' || n || '@test.example', 'en', 'active', 1, 0`,
  ],
  [
    'review',
    counts.reviews,
    `${recorded('3')}, 'review-' || n, 'Review ' || n, null, '2000-01-01'::date + n, 'SG', null, 'Summary', '[]'::jsonb, '[]'::jsonb`,
  ],
  [
    'recommendation',
    manyRows.recommendations,
    `${recorded('2')}, ${id('3', `n * 13 % ${counts.reviews}`)}, 'R-' || n, 'Recommendation ' || n || ' on ' ||
      ${oneOf(['protection', 'early warning', 'funding', 'training', 'reporting'], 'n')},
    'The Secretariat should ' || ${oneOf(['review', 'strengthen', 'fund', 'train'], 'n * 7')} || ' unit ' || n % 5000 ||
      case when n % 20000 = 7 then ' palimpsest' else '' end || case when n % 9000 = 3 then ' 预防 原则' else '' end,
    'en', null::jsonb, true, 'Secretariat', ${oneOf(['critical', 'important', 'other'], 'n * 5')},
    array[${oneOf(['warning', 'funding', 'training', 'law', 'media'], 'n * 3')}, 'theme ' || n % 500],
    ${id('4', `n * 17 % ${counts.entities}`)}, case when n % 3 = 0 then ${person(11)} end,
    '2026-01-01'::date + n % 900, 'day', '2026-01-01'::date, 0,
    ${oneOf(['public', 'internal', 'internal', 'confidential'], 'n * 3')}, 'issued',
    ${oneOf(['pending', 'accepted', 'accepted', 'not_accepted'], 'n')},
    ${oneOf(['not_started', 'in_progress', 'in_progress', 'reported_implemented', 'on_hold'], 'n')}, 'not_assessed',
    ${oneOf(['open', 'open', 'open', 'closed_implemented'], 'n * 7')}`,
  ],
  [
    'proposal',
    manyRows.others,
    `${recorded('5')}, ${below}, jsonb_build_object('transition', ${oneOf(['respond', 'verify', 'reopen'], 'n')}), 1, '[]'::jsonb,
    ${person(3)}, case when n % 25 = 0 then 'open' else 'approved' end,
    ${oneOf(['manager', 'higher_manager', 'verifier', 'manager_or_verifier'], 'n')}, 1, '[]'::jsonb`,
  ],
  [
    'action',
    manyRows.others,
    `${recorded('6')}, ${below}, 'Action ' || n, ${person(7)}, ${id('4', `n % ${counts.entities}`)}, '2026-01-01'::date + n % 900,
    'day', ${oneOf(['planned', 'in_progress', 'completed'], 'n')}`,
  ],
  [
    'evidence',
    manyRows.others,
    `${recorded('7')}, ${below}, 'Evidence ' || n, 'link', 'https://example.org', null::jsonb, null::date, null::date,
    ${oneOf(['public', 'internal', 'confidential'], 'n')}, ${person(7)}, 'current'`,
  ],
  [
    'comment',
    manyRows.others,
    `${recorded('8')}, ${below}, '{}'::jsonb, null::uuid, 'Comment ' || n, '{}'::uuid[], ${person(7)}, 'open', 0`,
  ],
  [
    'entry',
    manyRows.leaves,
    `${id('9', 'n')}, '2026-01-01'::timestamptz + n * interval '30 seconds', ${person(7)},
    ${leafType},
    ${id('2', `n % ${manyRows.recommendations}`)}, 1 + n / ${manyRows.recommendations}, ${leafAction},
    ${id('3', `n % ${manyRows.recommendations} * 13 % ${counts.reviews}`)}, ${id('2', `n % ${manyRows.recommendations}`)}, '{}', ''::bytea`,
  ],
  [
    'leaf',
    manyRows.leaves,
    `n, ${id('9', 'n')}, ''::bytea, '2026-01-01'::timestamptz + n * interval '30 seconds', ${person(7)},
    ${leafType},
    ${id('2', `n % ${manyRows.recommendations}`)}, ${id('3', `n % ${manyRows.recommendations} * 13 % ${counts.reviews}`)},
    ${id('2', `n % ${manyRows.recommendations}`)}, ${leafAction}`,
  ],
];

/** Fills a database with a large installation, set by set: no history that would fit it, but rows in a likely spread. */
export async function fillWithManyRows(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`set role none; set statement_timeout = 0; set maintenance_work_mem = '256MB';
      set synchronous_commit = off; set session_replication_role = replica`);
    for (const [table, count, select] of fillings) {
      const text = `insert into ${table} ${columnsOf(table)} select ${select} from generate_series(0, ${count - 1}) n`;
      await withoutIndexes(client, table, () => client.query(text));
    }
    await client.query(`update log_head set size = ${manyRows.leaves}, edge = null`);
    await client.query('analyze');
  } finally {
    client.release(true);
  }
}

/** The columns that are filled, in the order of the statements above; what the database works out is left out. */
function columnsOf(table: string): string {
  if (!(table in rowShapes)) return '';
  const [id, version, createdAt, updatedAt, ...others] = rowShapes[table as ObjectType].columns;
  return `(${[id, version, createdAt, updatedAt, 'head_hash', ...others].join(', ')})`;
}

/** Makes a table's indexes anew after it was filled, which is much faster than keeping them up meanwhile. */
async function withoutIndexes(
  client: PoolClient,
  table: string,
  fill: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename = $1 and indexname not in (select conname from pg_constraint)`,
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await fill();
  for (const { definition } of rows) await client.query(definition);
}
