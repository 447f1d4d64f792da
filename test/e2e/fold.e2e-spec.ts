import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  axes,
  entryKinds,
  EntryBody,
  objectTypes,
  RefusalBody,
  type Axis,
  type ObjectType,
  type Opening,
  type StateOf,
} from '#contracts';
import { canonicalJson, commitmentsIn, isOpeningOf, openedBody } from '#ledger';
import { consumeFigures, readFigures, rowShapes, sequenceBatch, Store } from '#store';
import { evolve } from '#workflow';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { expectLegal } from '../support/judge-log.js';
import { randomActivity, type Activity, type Extent } from '../support/random-activity.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { whileSequencing } from '../support/while-sequencing.js';

interface Kept {
  id: string;
  at: string;
  actorId: string | null;
  objectType: string;
  objectId: string;
  objectVersion: number;
  action: string;
  canon: string;
  hash: string;
  canonHash: string;
  openings: Opening[];
}
interface Written {
  v: 1;
  id: string;
  at: string;
  actor: string | null;
  objectType: string;
  objectId: string;
  objectVersion: number;
  prevHash: string | null;
  action: string;
  body: EntryBody;
}

/** What random people do so seldom that it may not happen at all. */
const rare = new Set([
  'installation.founded',
  'installation.changed',
  'person.factors-reset',
  'person.deactivated',
  'person.reactivated',
  'grant.ended',
  'recommendation.considered',
  'recommendation.held',
  'recommendation.resumed',
  'recommendation.found-insufficient',
  'recommendation.due-date-moved',
  'proposal.returned',
  'proposal.withdrawn',
  'redaction.requested',
  'redaction.approved',
  'redaction.rejected',
  'emergency-access.approved',
  'emergency-access.refused',
  'emergency-access.ended',
]);

const seed = Number(process.env['UPHOLD_SEED'] ?? Date.now() % 2 ** 31);
const important = Object.keys(entryKinds).filter((action) => !rare.has(action));
const importantRefusals = [
  'not-permitted',
  'not-found',
  'own-proposal',
  'wrong-state',
  'version-conflict',
  'obligation-missing',
  'reference-not-found',
  'nothing-to-change',
  'already-exists',
  'proposal-open-already',
];
const extent: Extent = {
  least: 2000,
  most: 6000,
  isEnough: ({ actions, refusals }) =>
    important.every((action) => actions.has(action)) && importantRefusals.every((code) => refusals.has(code)),
};

describe(`random commands by random people, several at once (UPHOLD_SEED=${seed})`, () => {
  let database: TestDatabase;
  let store: Store;
  let world: SmallWorld;
  let activity: Activity;
  let byObject: Map<string, Kept[]>;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    await whileSequencing(store, async () => {
      world = await createSmallWorld(store);
      activity = await randomActivity(store, world, seed, extent);
    });
    while ((await sequenceBatch(store.pool)) > 0);
    byObject = await entriesByObject(store);
  }, 300_000);
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test('do and try everything that matters', () => {
    const { actions, refusals } = activity;
    const missing = important.filter((action) => !actions.has(action));
    const untried = importantRefusals.filter((code) => !refusals.has(code));
    expect({ missing, untried }).toEqual({ missing: [], untried: [] });
  });

  test('take no step that is not legal', () => expectLegal(store));

  // A redaction needs a place that holds something: it has a test of its own.
  test.each(objectTypes.filter((type) => type !== 'redaction'))(
    'every %s stands as its history tells',
    async (type) => {
      const rows = await rowsOf(store, type);
      expect(rows.length).toBeGreaterThan(0);
      for (const { headHash, ...state } of rows) {
        const entries = byObject.get(state.id) ?? [];
        expect(folded(entries)).toEqual(state);
        expect(entries.at(-1)?.hash).toBe(headHash);
      }
      const known = new Set(rows.map(({ id }) => id));
      const told = [...byObject.values()].filter(([first]) => first?.objectType === type);
      expect(told.filter(([first]) => !known.has(first?.objectId ?? ''))).toEqual([]);
    },
  );

  test('replaying to any version gives the row of then', () => {
    expect(activity.glimpse.seen.size).toBeGreaterThan(300);
    for (const [key, state] of activity.glimpse.seen) {
      const [id = '', version] = key.split(' ');
      expect(folded((byObject.get(id) ?? []).slice(0, Number(version)))).toEqual(state);
    }
  });

  test('each entry follows the one before: versions from 1 without a gap, hashes chained, time never back', () => {
    for (const entries of byObject.values()) {
      let before: Kept | null = null;
      for (const entry of entries) {
        const { objectVersion, prevHash, at } = written(entry);
        expect([objectVersion, prevHash]).toEqual([(before?.objectVersion ?? 0) + 1, before?.hash ?? null]);
        if (before) expect(at >= before.at).toBe(true);
        before = entry;
      }
    }
  });

  test('each entry’s bytes are canonical, say what its columns say, and hash to its leaf', () => {
    for (const entry of [...byObject.values()].flat()) {
      const { canon, hash, canonHash, actorId, openings, ...columns } = entry;
      const text = JSON.parse(canon) as Written;
      expect(canonicalJson(text)).toBe(canon);
      expect(text).toMatchObject({ v: 1, actor: actorId, ...columns });
      expect(createHash('sha256').update('\0').update(canon, 'utf8').digest('hex')).toBe(hash);
      expect(canonHash).toBe(hash);
      if (text.objectType === 'refusal') RefusalBody.parse(text.body);
      else mustBeOfItsKind(written(entry));
    }
  });

  test('each commitment in an entry has its opening, and nothing sensitive stands beside it', () => {
    const entries = [...byObject.values()].flat();
    expect(entries.filter(({ openings }) => openings.length > 0).length).toBeGreaterThan(100);
    for (const { canon, openings } of entries) {
      const committed = new Map(
        commitmentsIn((JSON.parse(canon) as Written).body).map(({ path, commitment }) => [path, commitment]),
      );
      expect([...committed.keys()].sort()).toEqual(openings.map(({ path }) => path).sort());
      for (const opening of openings) {
        const commitment = committed.get(opening.path);
        expect(commitment && isOpeningOf(sha256, commitment, opening)).toBe(true);
        if (typeof opening.value === 'string' && opening.value.length > 8)
          expect(canon).not.toContain(opening.value);
      }
    }
  });

  test('each entry has one place in the log, without a gap, in the order of its object', async () => {
    const { rows } = await store.pool.query<{
      size: number;
      leaves: number;
      last: number;
      entries: number;
      strays: number;
      pending: number;
    }>(
      `select (select size from log_head), count(leaf.index) as leaves, max(leaf.index) as last,
         count(*) as entries, count(*) filter (where leaf.entry_id is null or leaf.hash <> entry.hash) as strays,
         (select count(*) from pending) as pending
       from entry left join leaf on leaf.entry_id = entry.id`,
    );
    const entries = [...byObject.values()].flat().length;
    expect(rows[0]).toEqual({
      size: entries,
      leaves: entries,
      last: entries - 1,
      entries,
      strays: 0,
      pending: 0,
    });
    const { rows: turned } = await store.pool.query(
      `select 1 from (select entry.object_version - lag(entry.object_version)
         over (partition by entry.object_id order by leaf.index) as step
       from leaf join entry on entry.id = leaf.entry_id) steps where step <> 1`,
    );
    expect(turned).toEqual([]);
  });

  test('what is refused leaves its attempt and nothing else', async () => {
    const attempts = [...byObject.values()].flat().filter(({ objectType }) => objectType === 'refusal');
    expect(attempts.length).toBeGreaterThan(20);
    for (const attempt of attempts)
      expect([attempt.action, attempt.objectVersion]).toEqual(['attempt.refused', 1]);
    const { rows } = await store.pool.query(
      'select 1 from idempotency group by actor_id, key having count(*) > 1',
    );
    expect(rows).toEqual([]);
  });

  test('the kept figures are what a plain count gives', async () => {
    while (await consumeFigures(store.pool));
    const director = await world.actor('director');
    const figures = await readFigures(store.readingAs(director), director, {});
    for (const axis of Object.keys(axes) as Axis[]) {
      const { rows } = await store.pool.query<{ state: string; count: number }>(
        `select ${axis} as state, count(*) from recommendation group by 1`,
      );
      const none = Object.fromEntries(axes[axis].map((state) => [state, 0]));
      expect(figures[axis]).toEqual({
        ...none,
        ...Object.fromEntries(rows.map(({ state, count }) => [state, count])),
      });
    }
    const { rows } = await store.pool.query<{ size: number }>('select size from log_head');
    expect(figures).toMatchObject({
      total: activity.glimpse.all('recommendation').length,
      asOfIndex: (rows[0]?.size ?? 0) - 1,
    });
  });
});

async function entriesByObject(store: Store): Promise<Map<string, Kept[]>> {
  const { rows } = await store.pool.query<Kept>(
    `select id, at, actor_id as "actorId", object_type as "objectType", object_id as "objectId",
       object_version as "objectVersion", action, canon, encode(hash, 'hex') as hash,
       encode(sha256('\\x00'::bytea || convert_to(canon, 'UTF8')), 'hex') as "canonHash",
       coalesce(opening.openings, '[]') as openings
     from entry left join opening on opening.entry_id = entry.id order by object_id, object_version`,
  );
  const byObject = new Map<string, Kept[]>();
  for (const entry of rows) byObject.set(entry.objectId, [...(byObject.get(entry.objectId) ?? []), entry]);
  return byObject;
}

async function rowsOf(store: Store, type: ObjectType) {
  const { selectList, table } = rowShapes[type];
  const text = `select ${selectList('row')}, encode(row.head_hash, 'hex') as "headHash" from ${table} row`;
  return (await store.pool.query<StateOf[ObjectType] & { headHash: string }>(text)).rows;
}

/** What an entry says, with its commitments opened. */
function written({ canon, openings }: Kept): Written {
  const entry = JSON.parse(canon) as Written;
  return { ...entry, body: openedBody(entry.body, openings) };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

function folded(entries: readonly Kept[]): StateOf[ObjectType] | null {
  return entries.reduce<StateOf[ObjectType] | null>((state, entry) => {
    const { at, objectId, objectVersion, body } = written(entry);
    return evolve(state, { objectId, set: body.set }, { at, objectVersion });
  }, null);
}

function mustBeOfItsKind({ action, objectType, objectVersion, body }: Written): void {
  const kind = entryKinds[action as keyof typeof entryKinds];
  const { set, was } = EntryBody.parse(body);
  expect([kind.objectType, kind.creates]).toEqual([objectType, objectVersion === 1]);
  if (kind.creates) return;
  expect(Object.keys(set)).toEqual(Object.keys(was));
  const strange = Object.keys(set).filter((field) => !(kind.fields as readonly string[]).includes(field));
  expect([action, strange]).toEqual([action, []]);
}
