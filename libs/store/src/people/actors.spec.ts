import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Store } from '../store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { insertRows } from '../../../../test/support/insert-rows.js';
import { idOf } from '../../../../test/support/sample-states.js';
import { Actors } from './actors.js';

const recorded = { version: 1, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };
const [lender, borrower, middle, bottom] = [idOf(4), idOf(5), idOf(0x11), idOf(0x12)];
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();

describe('an actor whose rights have a time', () => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    const entity = { ...recorded, acronym: null, kind: 'office' } as const;
    await insertRows(store, 'entity', [
      { ...entity, id: middle, name: 'middle', parentId: null },
      { ...entity, id: bottom, name: 'bottom', parentId: middle },
    ]);

    const person = (id: string, email: string) =>
      ({ ...recorded, id, name: 'N', email, language: 'en', state: 'active', passwordChanges: 0 }) as const;
    await insertRows(store, 'person', [person(lender, 'l@x.example'), person(borrower, 'b@x.example')]);
    const held = {
      ...recorded,
      role: 'manager',
      personId: lender,
      scopeType: 'installation',
      scopeId: null,
      verifies: false,
      endsAt: null,
      endedAt: null,
      mappingId: null,
    } as const;
    await insertRows(store, 'grant', [
      { ...held, id: idOf(0x30), endsAt: minutes(60) },
      { ...held, id: idOf(0x31), endsAt: minutes(-1), role: 'auditor' },
    ]);
    const lend = `insert into delegation (id, version, created_at, updated_at, head_hash, from_id, to_id, scope_type,
          scope_id, deeds, starts_at, ends_at) values ($1, 1, now(), now(), '', $2, $3, 'entity', $4, $5, $6, $7)`;
    const deeds = ['proposal.approve'];
    for (const [id, from, until] of [
      [idOf(0x40), -5, 30],
      [idOf(0x41), 10, 20],
      [idOf(0x42), -5, -1],
    ] as const)
      await store.pool.query(lend, [id, lender, borrower, middle, deeds, minutes(from), minutes(until)]);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test('has those that run, and knows when the next one ends', async () => {
    const { grants, changesAt } = await new Actors(store.pool, store.rights).of(lender);
    expect(grants).toMatchObject([{ id: idOf(0x30) }]);
    expect(Date.parse(changesAt ?? '') - Date.now()).toBeGreaterThan(55 * 60_000);
  });

  test('has what was lent, within its scope, and knows when the next loan begins', async () => {
    const { grants, changesAt } = await new Actors(store.pool, store.rights).of(borrower);
    expect(grants).toMatchObject([
      {
        id: idOf(0x30),
        role: 'manager',
        scopeType: 'installation',
        lent: {
          delegationId: idOf(0x40),
          fromId: lender,
          scopeType: 'entity',
          scopeId: middle,
          entityIds: [middle, bottom],
          deeds: ['proposal.approve'],
        },
      },
    ]);
    expect(Date.parse(changesAt ?? '') - Date.now()).toBeLessThan(10 * 60_000);
  });

  test('is read again when one of them ends by itself', async () => {
    const actors = new Actors(store.pool, store.rights);
    const soon = new Date(Date.now() + 400).toISOString();
    await store.pool.query('update "grant" set ends_at = $1 where id = $2', [soon, idOf(0x30)]);
    expect((await actors.of(lender)).grants).toHaveLength(1);
    const ended = await eventually(
      () => actors.of(lender),
      ({ grants }) => grants.length === 0,
      5000,
    );
    expect(ended.grants).toEqual([]);
    expect((await actors.of(borrower)).grants).toEqual([]);
  });
});
