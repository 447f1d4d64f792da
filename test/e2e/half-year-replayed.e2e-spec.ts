import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionQuery, ReaderQuery, RecommendationQuery, type Actor } from '#contracts';
import {
  compare,
  consumePast,
  DiskEvidenceFiles,
  listActions,
  listReaders,
  listRecommendations,
  readFigures,
  sequenceBatch,
  settlePast,
  Store,
} from '#store';
import { makeDemo } from '../../apps/cli/src/demo/make-demo.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let store: Store;
let folder: string;
let auditor: Actor;
let months: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  store = await Store.open(database.url);
  folder = await mkdtemp(join(tmpdir(), 'uphold-demo-'));
  await makeDemo(store, new DiskEvidenceFiles(folder), () => undefined);
  while ((await sequenceBatch(store.pool)) > 0);
  while (await consumePast(store.pool));
  const { rows } = await store.pool.query<{ id: string }>(
    `select person_id as id from "grant" where role = 'auditor' and scope_type = 'installation'`,
  );
  auditor = await store.actors.of(rows[0]?.id ?? '');
  const { rows: span } = await store.pool.query<{ month: string }>(
    `select month from (select min(at) as first, max(at) as last from leaf) span,
       generate_series(first + interval '1 minute', last, interval '1 month') month`,
  );
  months = span.map(({ month }) => month);
}, 60_000);
afterAll(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const day = (time: string) => time.slice(0, 10);

test('the simulated half-year can be looked at month by month', async () => {
  expect(months.length).toBeGreaterThanOrEqual(6);
  const totals: number[] = [];
  for (const asOf of months) {
    await settlePast(store.pool, asOf);
    totals.push((await readFigures(store.readingAs(auditor), auditor, { asOf })).total);
  }
  expect(totals).toEqual([...totals].sort((one, other) => one - other));
  expect(totals[0]).toBeLessThan(totals.at(-1) ?? 0);
  const now = await readFigures(store.readingAs(auditor), auditor, { asOf: new Date().toISOString() });
  const { rows } = await store.pool.query<{ count: number }>('select count(*) from recommendation');
  expect(now.total).toBe(rows[0]?.count);
});

test('what is overdue now was in time before its day', async () => {
  const today = new Date().toISOString();
  const overdue = await listRecommendations(
    store.readingAs(auditor),
    auditor,
    RecommendationQuery.parse({ overdue: 'true', limit: 200, sort: 'due' }),
    day(today),
  );
  const late = overdue.rows.find(({ dueDate, createdAt }) => dueDate && createdAt < dueDate);
  expect(late).toBeDefined();
  const asOf = `${late?.dueDate}T00:00:00.000Z`;
  const then = await listRecommendations(
    store.readingAs(auditor),
    auditor,
    RecommendationQuery.parse({ limit: 200, asOf }),
    day(asOf),
  );
  expect(then.rows.find(({ id }) => id === late?.id)).toMatchObject({ isOverdue: false });
  const actions = await listActions(
    store.readingAs(auditor),
    auditor,
    ActionQuery.parse({ limit: 200, asOf }),
    day(asOf),
  );
  for (const { dueDate, isOverdue } of actions.rows) if (dueDate >= day(asOf)) expect(isOverdue).toBe(false);
});

test('readers of then and what changed in between are found for every recommendation', async () => {
  const [from = '', to = ''] = [months[2], months.at(-1)];
  const { rows } = await listRecommendations(
    store.readingAs(auditor),
    auditor,
    RecommendationQuery.parse({ limit: 200, asOf: to }),
    day(to),
  );
  let told = 0;
  for (const { id } of rows) {
    const readers = await listReaders(
      { reader: store.readingAs(auditor), house: store.pool },
      auditor,
      id,
      ReaderQuery.parse({ asOf: to, limit: 200 }),
    );
    expect(readers?.rows.map(({ person }) => person.id)).toContain(auditor.personId);
    const { rows: changed } = await compare(store.readingAs(auditor), auditor, {
      from,
      to,
      recommendationId: id,
      limit: 200,
    });
    for (const { differences } of changed) {
      for (const { changed: last } of differences) {
        expect(last.at > from && last.at <= to).toBe(true);
        expect(last.by).not.toBeNull();
      }
    }
    told += changed.length;
  }
  expect(told).toBeGreaterThan(10);
});
