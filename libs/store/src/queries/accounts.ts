import type { Pool } from 'pg';
import type {
  Actor,
  EntityQuery,
  EntityView,
  GrantQuery,
  GrantView,
  InstallationState,
  Page,
  PersonQuery,
  PersonState,
  PersonView,
} from '#contracts';
import { mustBeTold, toldOf } from '#permissions';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { isRunning } from '../people/rights.js';
import { Rows } from '../past/rows.js';
import { askedSql } from '../scope-sql.js';
import { readPage } from './list.js';
import type { Questions, Reader } from '../reading/reader.js';

/** Entities by name. */
export function listEntities(reader: Reader, actor: Actor, query: EntityQuery): Promise<Page<EntityView>> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  return readPage(
    reader,
    {
      before: rows.before,
      select: rowShapes.entity.selectList('entity'),
      from: 'entity',
      where: [rows.readableBy(actor, 'entity')],
      keys: [{ sql: 'lower(entity.name)', type: 'text' }],
      descending: false,
      parameters,
    },
    query,
  );
}

/**
 * People by name, each with what of the account is told to this person. Refuses who would filter or sort by what they
 * are not told; a search finds by the address whom it is told of.
 */
export async function listPeople(
  reader: Reader,
  actor: Actor,
  query: PersonQuery,
): Promise<Page<PersonView>> {
  if (query.email || query.sort === 'email') mustBeTold(actor, 'person', 'email');
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const where = [rows.readableBy(actor, 'person')];
  if (query.state) where.push(`person.state = ${parameters.add(query.state)}`);
  if (query.email) where.push(`person.email = ${parameters.add(query.email)}`);
  if (query.search) {
    const pattern = parameters.add(`%${query.search.replace(/[\\%_]/g, (special) => `\\${special}`)}%`);
    const isAddressTold = askedSql(
      { actor, deed: 'read', noun: 'person', part: { field: 'email' } },
      parameters,
    );
    where.push(`(person.name ilike ${pattern} or ${isAddressTold} and person.email ilike ${pattern})`);
  }
  const page = await readPage<PersonState>(
    reader,
    {
      before: rows.before,
      select: rowShapes.person.selectList('person'),
      from: 'person',
      where,
      keys:
        query.sort === 'email'
          ? [{ sql: 'person.email', type: 'text' }]
          : [
              { sql: 'lower(person.name)', type: 'text' },
              { sql: 'person.id', type: 'uuid' },
            ],
      descending: false,
      parameters,
    },
    query,
  );
  return { ...page, rows: page.rows.map((person) => toldOf(actor, 'person', person)) };
}

/** Grants that the person may know of, newest first. */
export function listGrants(reader: Reader, actor: Actor, query: GrantQuery): Promise<Page<GrantView>> {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const where = [rows.readableBy(actor, 'grant')];
  if (query.personId) where.push(`granted.person_id = ${parameters.add(query.personId)}`);
  if (query.role) where.push(`granted.role = ${parameters.add(query.role)}`);
  const running = isRunning('granted', rows.moment);
  if (query.ended) where.push(query.ended === 'true' ? `not ${running}` : running);
  return readPage(
    reader,
    {
      before: rows.before,
      select: `${rowShapes.grant.selectList('granted')},
        json_build_object('id', person.id, 'name', person.name) as person,
        coalesce(entity.name, review.title, case when ${rows.readableBy(actor, 'recommendation')}
          then recommendation.code end) as "scopeName"`,
      from: `"grant" granted join person on person.id = granted.person_id
        left join entity on granted.scope_type = 'entity' and entity.id = granted.scope_id
        left join review on granted.scope_type = 'review' and review.id = granted.scope_id
        left join recommendation on granted.scope_type = 'recommendation' and recommendation.id = granted.scope_id`,
      where,
      keys: [
        { sql: 'granted.created_at', type: 'timestamptz' },
        { sql: 'granted.id', type: 'uuid' },
      ],
      descending: true,
      parameters,
    },
    query,
  );
}

/** The person's own account, or null where it is not active. */
export async function getPerson(reader: Reader, id: string): Promise<PersonState | null> {
  const text = `select ${rowShapes.person.selectList('person')} from person where id = $1 and state = 'active'`;
  return (await reader.query<PersonState>({ name: 'person', text, values: [id] })).rows[0] ?? null;
}

/** The installation, or null before it is founded. */
export async function getInstallation(reader: Questions): Promise<InstallationState | null> {
  const text = `select ${rowShapes.installation.selectList('installation')} from installation`;
  return (await reader.query<InstallationState>(text)).rows[0] ?? null;
}

/** Up to which leaf index the person has looked; -1 before the first time. A reader's bookmark, no part of the record. */
export async function lastSeen(reader: Reader, personId: string): Promise<number> {
  const text = 'select leaf_index as index from seen where person_id = $1';
  return (
    (await reader.query<{ index: number }>({ name: 'seen', text, values: [personId] })).rows[0]?.index ?? -1
  );
}

/** Remembers up to which leaf index the person has looked; never moves back. */
export async function markSeen(pool: Pool, personId: string, index: number): Promise<void> {
  await pool.query(
    `insert into seen (person_id, leaf_index) select $1, least($2, size - 1) from log_head
     on conflict (person_id) do update set leaf_index = greatest(seen.leaf_index, excluded.leaf_index)`,
    [personId, index],
  );
}
