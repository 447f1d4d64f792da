import type { Pool } from 'pg';
import { Parameters } from '../parameters.js';

/** One condition of a question of the directory: this is this. */
export interface ToldTerm<F extends string> {
  field: F;
  value: string | boolean;
}

/** Which of the things that were told are asked for: all terms hold. SCIM counts from one (RFC 7644 section 3.4.2.4). */
export interface ToldQuery<F extends string> {
  terms: readonly ToldTerm<F>[];
  startIndex: number;
  count: number;
}

/** A slice of what fits, and how much fits in all. */
export interface ToldSlice<T> {
  rows: T[];
  total: number;
}

/** How a field is asked about in SQL, given the value's placeholder. */
export type FieldSql<F extends string> = Readonly<Record<F, (value: string) => string>>;

/** Reads a slice of what the directory told. Where an identifier is none, nothing fits. */
export async function listTold<T extends object, F extends string>(
  pool: Pool,
  { select, from, where, key }: { select: string; from: string; where: string; key: string },
  fields: FieldSql<F>,
  { terms, startIndex, count }: ToldQuery<F>,
): Promise<ToldSlice<T>> {
  const parameters = new Parameters();
  const conditions = [where, ...terms.map(({ field, value }) => fields[field](parameters.add(value)))];
  const matching = `${from} where ${conditions.join(' and ')}`;
  const { values } = parameters;
  const counted = pool.query<{ total: number }>(`select count(*)::integer as total from ${matching}`, values);
  const slice = pool.query<T>(
    `select ${select} from ${matching} order by ${key} limit ${count} offset ${startIndex - 1}`,
    values,
  );
  const [{ rows: totals }, { rows }] = await Promise.all([counted, slice]);
  return { rows, total: totals[0]?.total ?? 0 };
}
