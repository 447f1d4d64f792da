import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  closures,
  objectTypes,
  proposalStates,
  type EntryBody,
  type ObjectType,
  type StateOf,
  type Opening,
} from '#contracts';
import { openedBody } from '#ledger';
import { DiskEvidenceFiles, listProposals, rowShapes, Store } from '#store';
import { evolve } from '#workflow';
import { makeDemo } from '../../apps/cli/src/demo/make-demo.js';
import { script } from '../../apps/cli/src/demo/script.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { expectWholeLog } from '../support/record.js';

let database: TestDatabase;
let store: Store;
let folder: string;
let files: DiskEvidenceFiles;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await Store.open(database.url);
  folder = await mkdtemp(join(tmpdir(), 'uphold-demo-'));
  files = new DiskEvidenceFiles(folder);
  await makeDemo(store, files, () => undefined);
}, 60_000);
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

test('every row is the fold of its history', async () => {
  const { rows } = await store.pool.query<{ canon: string; openings: Opening[] }>(
    `select canon, coalesce(openings, '[]') as openings
     from entry left join opening on opening.entry_id = entry.id order by object_version`,
  );
  const folds = new Map<string, StateOf[ObjectType]>();
  for (const { canon, openings } of rows) {
    const entry = JSON.parse(canon) as {
      at: string;
      objectId: string;
      objectVersion: number;
      body: EntryBody;
    };
    if (!entry.body.set) continue;
    const { set } = openedBody(entry.body, openings);
    const event = { objectId: entry.objectId, set } as Parameters<typeof evolve>[1];
    folds.set(entry.objectId, evolve(folds.get(entry.objectId) ?? null, event, entry));
  }
  for (const type of objectTypes) {
    const { table, selectList } = rowShapes[type];
    const kept = await store.pool.query<{ id: string }>(`select ${selectList('kept')} from ${table} kept`);
    for (const row of kept.rows) expect(row).toEqual(folds.get(row.id));
  }
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
