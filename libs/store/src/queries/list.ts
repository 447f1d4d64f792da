import { Refusal, type Page } from '#contracts';
import type { Parameters } from '../parameters.js';
import { prepared } from '../prepared.js';
import type { Questions } from '../reading/reader.js';

/** One key of a list's order; the last key of an order is unique. */
export interface SortKey {
  sql: string;
  /** SQL type of the key, for reading it back out of a cursor. */
  type: string;
}

/** A list query in parts. All keys run in one direction, so that a page is one range of an index. */
export interface ListPlan {
  /** What comes before `select`: the tables of then, where the list is of the past. */
  before?: string;
  select: string;
  from: string;
  where: readonly string[];
  keys: readonly SortKey[];
  descending: boolean;
  parameters: Parameters;
  /** Whether the best way to the rows depends on the values so much that it is planned anew for each of them. */
  dependsOnValues?: boolean;
}

/** PostgreSQL's class of faults for values that their type does not have, such as a 99th day. */
const dataException = '22';

/** Reads one page: `limit` rows after the cursor, and the cursor of the next page if there is one. */
export async function readPage<R extends object>(
  reader: Questions,
  plan: ListPlan,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<R>> {
  const text = pageSql(plan, limit, cursor);
  const { values } = plan.parameters;
  const { rows } = await reader
    .query<R & { cursorKeys: string[] }>(
      plan.dependsOnValues || plan.before ? { text, values } : prepared(text, values),
    )
    .catch((fault: Error & { code?: string }) => {
      throw cursor && fault.code?.startsWith(dataException) ? foreignCursor() : fault;
    });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? encodeCursor(plan, last.cursorKeys) : null;
  return {
    rows: page.map(({ cursorKeys: _, ...row }) => row as unknown as R),
    next,
  };
}

/** The statement of a page; tests explain it. */
export function pageSql(plan: ListPlan, limit: number, cursor?: string): string {
  const { before = '', select, from, keys, descending, parameters } = plan;
  const where = [...plan.where];
  if (cursor) where.push(afterCursor(plan, cursor));
  const direction = descending ? 'desc' : 'asc';
  const cursorKeys = keys.map(({ sql }) => `(${sql})::text`).join(', ');
  return `${before}select ${select}, array[${cursorKeys}] as "cursorKeys" from ${from}
    ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
    order by ${keys.map(({ sql }) => `${sql} ${direction}`).join(', ')}
    limit ${parameters.add(limit + 1)}::integer`;
}

function afterCursor({ keys, descending, parameters }: ListPlan, cursor: string): string {
  const values = decodeCursor(cursor);
  if (values?.length !== keys.length + 1 || values[0] !== orderTag(keys, descending)) throw foreignCursor();
  const placeholders = keys.map(({ type }, place) => {
    const value = values[place + 1] ?? '';
    if (!fitsType(value, type)) throw foreignCursor();
    return `${parameters.add(value)}::${type}`;
  });
  return `(${keys.map(({ sql }) => sql).join(', ')}) ${descending ? '<' : '>'} (${placeholders.join(', ')})`;
}

/** A cursor is the text of the last row's keys, and which order they are of. */
function encodeCursor({ keys, descending }: ListPlan, values: readonly string[]): string {
  return Buffer.from(JSON.stringify([orderTag(keys, descending), ...values])).toString('base64url');
}

function decodeCursor(cursor: string): string[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : null;
  } catch {
    return null;
  }
}

function orderTag(keys: readonly SortKey[], descending: boolean): string {
  return `${keys.map(({ sql }) => sql).join()}${descending ? '-' : '+'}`;
}

const shapes: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  timestamptz: /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/,
  date: /^(\d{4,6}-\d\d-\d\d|infinity)$/,
  bigint: /^\d{1,18}$/,
  smallint: /^\d{1,4}$/,
  text: /^[^\0]{0,500}$/s,
};

function fitsType(value: string, type: string): boolean {
  return shapes[type]?.test(value) ?? false;
}

function foreignCursor(): Refusal {
  return new Refusal('unsupported-query', 'this cursor is of another list or order', {
    fields: [{ field: 'cursor', message: 'is of another list or order' }],
  });
}
