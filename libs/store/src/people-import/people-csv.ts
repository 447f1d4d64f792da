import { stringify } from 'csv-stringify/sync';
import {
  pageLimitMax,
  peopleColumns,
  type Actor,
  type GrantView,
  type PeopleColumn,
  type PersonView,
} from '#contracts';
import { harmless } from '../csv/formula.js';
import { Parameters } from '../parameters.js';
import { rowShapes } from '../entities/rows.js';
import { scopeSql } from '../scope-sql.js';
import type { Reader } from '../reading/reader.js';
import { listPeople } from '../queries/accounts.js';

type Row = Partial<Record<PeopleColumn, string>>;

/** Rows of a list of people as CSV, without a head. No cell of them is a formula to a spreadsheet program. */
const csv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((cells) => cells.map(harmless)),
    { record_delimiter: '\r\n' },
  );
const head = csv([peopleColumns]);
const cellsOf = (row: Row) => peopleColumns.map((column) => row[column] ?? '');

/** A list to fill in: the columns, and a row of each kind as an example. */
export function peopleTemplate(): string {
  const rows: Row[] = [
    { name: 'Amara Okafor', email: 'amara@example.org', language: 'en', invite: 'yes' },
    {
      name: 'Leila Farahani',
      email: 'leila@example.org',
      language: 'fr',
      role: 'manager',
      scope_type: 'entity',
      scope: 'DPPA',
      ends: '2030-12-31',
      reason: 'Head of the division',
      invite: 'yes',
    },
    {
      name: 'Oksana Marchuk',
      email: 'oksana@example.org',
      language: 'en',
      role: 'auditor',
      scope_type: 'installation',
      verifies: 'yes',
      reason: 'Oversight',
    },
  ];
  return head + csv(rows.map(cellsOf));
}

/** A part of the list of people: its text, and how many accounts it tells of. */
export interface PeopleCsvPart {
  accounts: number;
  text: string;
}

/**
 * Every account with its running roles, as CSV page by page, in the columns of the import and the account's state: a
 * row for each role, and one for an account without any. What the person may not read is not in it.
 */
export async function* peopleCsv(reader: Reader, actor: Actor): AsyncGenerator<PeopleCsvPart> {
  const columns = peopleColumns.filter((column) => column !== 'reason' && column !== 'invite');
  yield { accounts: 0, text: csv([[...columns, 'state']]) };
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listPeople(reader, actor, {
      limit: pageLimitMax,
      sort: 'name',
      ...(cursor && { cursor }),
    });
    const grants = await grantsOf(reader, actor, page.rows);
    const rows = page.rows.flatMap((person) => rowsOf(person, grants.get(person.id) ?? []));
    yield { accounts: page.rows.length, text: csv(rows) };
    cursor = page.next;
  }
}

type Held = Pick<GrantView, 'personId' | 'role' | 'scopeType' | 'verifies' | 'endsAt'> & {
  scope: string | null;
};

function rowsOf({ name, email = '', language, state }: PersonView, grants: readonly Held[]): string[][] {
  if (grants.length === 0) return [[name, email, language, '', '', '', '', '', state]];
  return grants.map(({ role, scopeType, scope, verifies, endsAt }) => [
    ...[name, email, language, role, scopeType, scope ?? ''],
    ...[verifies ? 'yes' : 'no', endsAt?.slice(0, 10) ?? '', state],
  ]);
}

/** Running grants of some people, each with what the import calls its scope. */
async function grantsOf(
  reader: Reader,
  actor: Actor,
  people: readonly PersonView[],
): Promise<Map<string, Held[]>> {
  const parameters = new Parameters();
  const { rows } = await reader.query<Held>(
    `select ${rowShapes.grant.selectList('granted')},
       coalesce(entity.acronym, entity.name, review.code, about.code || '/' || recommendation.code) as scope
     from "grant" granted
       left join entity on granted.scope_type = 'entity' and entity.id = granted.scope_id
       left join review on granted.scope_type = 'review' and review.id = granted.scope_id
       left join recommendation on granted.scope_type = 'recommendation' and recommendation.id = granted.scope_id
         and ${scopeSql(actor, 'read', 'recommendation', parameters)}
       left join review about on about.id = recommendation.review_id
     where granted.person_id = any(${parameters.add(people.map(({ id }) => id))}::uuid[])
       and granted.ended_at is null and (granted.ends_at is null or granted.ends_at > now())
       and ${scopeSql(actor, 'read', 'grant', parameters)}
     order by granted.created_at, granted.id`,
    parameters.values,
  );
  const held = new Map<string, Held[]>();
  for (const grant of rows) held.set(grant.personId, [...(held.get(grant.personId) ?? []), grant]);
  return held;
}
