import { objectTypes, type ObjectType, type StateOf } from '#contracts';
import { columnName, pastTableName, tableName } from '../naming-strategy.js';
import { entities } from './index.js';

/** How the state of one object type stands in its table; read once from the entity's columns. */
export interface RowShape<T extends ObjectType = ObjectType> {
  table: string;
  /** The table of its past versions. */
  past: string;
  /** Fields of the state, in the order of `columns`. */
  fields: readonly (keyof StateOf[T] & string)[];
  columns: readonly string[];
  /** SQL types for casts, in the same order. */
  types: readonly string[];
  /** Columns of a table alias, named as the fields, for a select list. */
  selectList(alias: string): string;
  /** Values for a statement, in the order of `columns`. */
  values(state: StateOf[T]): unknown[];
}

function shapeOf<T extends ObjectType>(objectType: T): RowShape<T> {
  const { columns } = entities[objectType].options;
  const fields = Object.keys(columns) as (keyof StateOf[T] & string)[];
  const options = Object.values(columns) as { type: unknown; array?: boolean }[];
  const isJson = options.map(({ type }) => type === 'jsonb');
  return {
    table: `"${tableName(objectType)}"`,
    past: pastTableName(objectType),
    fields,
    columns: fields.map(columnName),
    types: options.map(({ type, array }) => `${String(type)}${array ? '[]' : ''}`),
    selectList: (alias) => fields.map((field) => `${alias}.${columnName(field)} as "${field}"`).join(', '),
    values: (state) =>
      fields.map((field, place) => {
        const value = state[field];
        return isJson[place] && value !== null ? JSON.stringify(value) : value;
      }),
  };
}

/** Row shapes by object type. */
export const rowShapes = Object.fromEntries(objectTypes.map((type) => [type, shapeOf(type)])) as unknown as {
  [T in ObjectType]: RowShape<T>;
};
