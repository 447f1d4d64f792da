import type { EntitySchemaColumnOptions } from 'typeorm';

type Column = EntitySchemaColumnOptions;
const column =
  (type: Column['type']) =>
  (more: Partial<Column> = {}): Column => ({ type, ...more });

export const uuid = column('uuid');
export const text = column('text');
export const int = column('integer');
export const bool = column('boolean');
export const json = column('jsonb');
/** Calendar date, YYYY-MM-DD. */
export const date = column('date');
/** Instant with milliseconds, RFC 3339 UTC in the program. */
export const instant = (more: Partial<Column> = {}): Column => ({
  type: 'timestamptz',
  precision: 3,
  ...more,
});
export const list = (of: 'text' | 'uuid', more: Partial<Column> = {}): Column => ({
  type: of,
  array: true,
  ...more,
});
export const orNull = { nullable: true } as const;

/** Columns of everything that has a history. */
export const recorded = {
  id: uuid({ primary: true }),
  version: int(),
  createdAt: instant(),
  updatedAt: instant(),
};
