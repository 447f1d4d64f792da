import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  ActionQuery,
  closures,
  proposalStates,
  ReaderQuery,
  RecommendationQuery,
  type Actor,
} from '#contracts';
import {
  compare,
  consumePast,
  DiskEvidenceFiles,
  listActions,
  listProposals,
  listReaders,
  listRecommendations,
  readFigures,
  settlePast,
  Store,
} from '#store';
import { makeDemo } from '../../apps/cli/src/demo/make-demo.js';
import { script } from '../../apps/cli/src/demo/script.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { expectLegal } from '../support/judge-log.js';
import { expectWholeLog } from '../support/record.js';

let database: TestDatabase;
let store: Store;
let folder: string;
let files: DiskEvidenceFiles;
let auditor: Actor;
/** One moment of each month that the demo tells of. */
let months: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  store = await Store.open(database.url);
  folder = await mkdtemp(join(tmpdir(), 'uphold-demo-'));
  files = new DiskEvidenceFiles(folder);
  await makeDemo(store, files, () => undefined);
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
}, 120_000);
afterAll(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const column = async (sql: string): Promise<unknown[]> =>
  (await store.pool.query<{ one: unknown }>(sql)).rows.map(({ one }) => one);

test('its log is whole, says first that the clock is simulated, and never runs backwards', async () => {
  await expectWholeLog(store);
  const { rows } = await store.pool.query<{ at: string; action: string; canon: string }>(
    'select entry.at, entry.action, canon from leaf join entry on entry.id = leaf.entry_id order by leaf.index',
  );
  expect(rows[0]).toMatchObject({ action: 'installation.founded' });
  expect(rows[0]?.canon).toContain('"simulatedClock":true');
  const times = rows.map(({ at }) => at);
  expect(times).toEqual([...times].sort());
  const halfYear = 182 * 86_400_000;
  expect(Date.parse(times.at(-1) ?? '')).toBeLessThan(Date.now());
  expect(Date.parse(times.at(-1) ?? '') - Date.parse(times[0] ?? '')).toBeGreaterThan(halfYear * 0.95);
});

test('every step of it is legal, its import and what was redacted in it too, and comes to what is kept', async () => {
  await expectLegal(store);
});

test('it shows every state of a proposal and most ways of closing', async () => {
  expect(new Set(await column('select distinct state as one from proposal'))).toEqual(
    new Set(proposalStates),
  );
  const closed = await column('select distinct closure as one from recommendation');
  expect(new Set(closed)).toEqual(new Set(closures));
  const axes = await column('select distinct implementation as one from recommendation');
  expect(axes.sort()).toEqual(['in_progress', 'not_started', 'on_hold', 'reported_implemented']);
  expect(
    await column(`select count(*) as one from recommendation where confidentiality = 'confidential'`),
  ).toEqual([2]);
  expect(
    await column(`select count(*) > 2 as one from recommendation where due_end < current_date
    and closure = 'open' and implementation <> 'reported_implemented'`),
  ).toEqual([true]);
});

test('proposals wait for each who decides', async () => {
  const waitsFor = async (email: string) => {
    const ids = await column(`select id as one from person where email = '${email}'`);
    const actor = await store.actors.of(String(ids[0]));
    const page = await listProposals(store.readingAs(actor), actor, {
      queue: 'waiting-for-me',
      state: ['open'],
      limit: 50,
    });
    return page.rows.map(({ change }) => change.transition);
  };
  expect(await waitsFor('leila@demo.example')).toEqual(
    expect.arrayContaining(['report-implemented', 'respond', 'reopen']),
  );
  expect(await waitsFor('oksana@demo.example')).toEqual(
    expect.arrayContaining(['verify', 'close-implemented']),
  );
  expect(await waitsFor('priya@demo.example')).toEqual(expect.arrayContaining(['move-due-date']));
  expect(await waitsFor('beatriz@demo.example')).toEqual(
    expect.arrayContaining(['issue', 'close-risk-accepted']),
  );
});

test('somebody decides in the name of another, and decides no more where that ended', async () => {
  expect(
    await column(`select canon::jsonb ->> 'action' as one from entry
      where canon::jsonb ->> 'onBehalfOf' is not null order by object_id, object_version`),
  ).toEqual(expect.arrayContaining(['proposal.approved', 'recommendation.due-date-moved']));
  expect(
    await column(
      `select (ended_at is null and ends_at > now() and starts_at < now()) as one from delegation order by 1`,
    ),
  ).toEqual([false, true]);
});

test('it records every attempt that was refused', async () => {
  const tried = script.flatMap(({ steps }) => steps.filter(({ refused }) => refused));
  expect(tried.length).toBeGreaterThan(8);
  expect(await column(`select count(*) as one from entry where object_type = 'refusal'`)).toEqual([
    tried.length,
  ]);
});

test('the real reviews carry their marks: what was not checked against the source says so', async () => {
  const { rows } = await store.pool.query(
    `select count(*) as all, count(*) filter (where not source_verified) as unverified,
       count(*) filter (where addressee = 'Not named in the source') as unnamed,
       count(*) filter (where cardinality(themes) > 0) as themed from recommendation`,
  );
  expect(rows).toEqual([{ all: 48, unverified: 7, unnamed: 11, themed: 21 }]);
});

test('each file of evidence is kept with the hash that the record names', async () => {
  const kept = await store.pool.query<{ file: { storageKey: string; sha256: string; size: number } }>(
    `select file from evidence where kind = 'file'`,
  );
  expect(kept.rows.length).toBeGreaterThan(9);
  for (const { file } of kept.rows) {
    const bytes = await buffer(await files.open(file));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    expect(bytes.length).toBe(file.size);
  }
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
