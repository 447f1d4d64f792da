import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import {
  ActionState,
  CommentState,
  EmergencyAccessState,
  DelegationState,
  EntityState,
  EvidenceState,
  GrantState,
  InstallationState,
  MappingState,
  objectTypes,
  PersonState,
  ProposalState,
  RecommendationState,
  RedactionState,
  ReviewState,
  type ObjectType,
} from '#contracts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Store } from '../store.js';
import { pastTableName, tableName } from '../naming-strategy.js';
import { rowShapes } from './rows.js';
import { entities } from './index.js';

const states: Record<ObjectType, z.ZodObject> = {
  installation: InstallationState,
  entity: EntityState,
  person: PersonState,
  grant: GrantState,
  delegation: DelegationState,
  review: ReviewState,
  recommendation: RecommendationState,
  proposal: ProposalState,
  action: ActionState,
  evidence: EvidenceState,
  comment: CommentState,
  redaction: RedactionState,
  'emergency-access': EmergencyAccessState,
  mapping: MappingState,
};
/** Columns that stand beside an object's state: they are worked out from it, or chain its history. */
const beside: Partial<Record<ObjectType, string[]>> = {
  recommendation: ['criticality_rank', 'due_end', 'search'],
};

interface Column {
  table: string;
  name: string;
  type: string;
  isNullable: boolean;
}

describe('the columns that the program knows', () => {
  let database: TestDatabase;
  let store: Store;
  let columns: Column[];

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    const { rows } = await store.pool.query<Column>(
      `select relname as table, attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as "isNullable"
       from pg_attribute join pg_class on pg_class.oid = attrelid
       where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped`,
    );
    columns = rows;
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test.each(objectTypes)('of every %s are those of its state', (type) => {
    expect([...rowShapes[type].fields].sort()).toEqual(Object.keys(states[type].shape).sort());
  });

  test.each(objectTypes)('of every %s are in the database, with their types', (type) => {
    const { options } = entities[type];
    const shape = rowShapes[type];
    const described = Object.values(options.columns).map((column, place) => ({
      table: tableName(type),
      name: shape.columns[place],
      type: typeInDatabase(column as Parameters<typeof typeInDatabase>[0]),
      isNullable: column?.nullable ?? false,
    }));
    const inDatabase = columns.filter(
      ({ table, name }) => table === tableName(type) && name !== 'head_hash' && !beside[type]?.includes(name),
    );
    const byName = (left: { name?: string | undefined }, right: { name?: string | undefined }) =>
      (left.name ?? '').localeCompare(right.name ?? '');
    expect(inDatabase.sort(byName)).toEqual(described.sort(byName));
  });

  test.each(objectTypes)('of every %s may be empty where its state may be null, and only there', (type) => {
    const shape = rowShapes[type];
    for (const [place, field] of shape.fields.entries()) {
      const column = columns.find(
        ({ table, name }) => table === tableName(type) && name === shape.columns[place],
      );
      const takesNull = states[type].shape[field]?.safeParse(null).success;
      expect([field, column?.isNullable]).toEqual([field, takesNull]);
    }
  });

  test.each(objectTypes)('of every past %s are those of the present one', (type) => {
    const of = (table: string, others: readonly string[]) =>
      columns
        .filter((column) => column.table === table && !others.includes(column.name))
        .map(({ table: _, ...column }) => column)
        .sort((left, right) => left.name.localeCompare(right.name));
    expect(of(pastTableName(type), ['valid_until', 'leaf_index'])).toEqual(
      of(tableName(type), ['head_hash']),
    );
  });

  test('the source knows every object type, and nothing makes tables by itself', () => {
    expect(store.source.entityMetadatas.map(({ name }) => name).sort()).toEqual([...objectTypes].sort());
    expect(store.source.options.synchronize ?? false).toBe(false);
    expect(store.source.subscribers).toEqual([]);
  });

  test('no migration is waiting', async () => {
    expect(await store.source.showMigrations()).toBe(false);
  });
});

const written: Record<string, string> = { timestamptz: 'timestamp(3) with time zone' };

function typeInDatabase({ type, array }: { type: string; array?: boolean }): string {
  return `${written[type] ?? type}${array ? '[]' : ''}`;
}
