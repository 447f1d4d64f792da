import { expect } from '@jest/globals';
import type { CheckFinding, FindingCode } from '#contracts';
import { tileHeight } from '#ledger';
import { checkHistory, consumeFigures, consumePast, sequenceBatch, Store, type CheckExtent } from '#store';
import { copyTestDatabase, createTestDatabase, type TestDatabase } from './database.js';
import { issue } from './issue-command.js';
import { createSmallWorld, type SmallWorld } from './small-world.js';

/** Where an entry of a house stands. */
export interface Place {
  id: string;
  objectId: string;
  objectVersion: number;
  index: number;
}

/** A house in which some of everything happened, kept apart so that each test may harm a copy of it. */
export class HouseToCheck {
  private readonly places = new Map<string, Place[]>();

  private constructor(
    private readonly original: TestDatabase,
    readonly recommendationId: string,
  ) {}

  static async build(): Promise<HouseToCheck> {
    const original = await createTestDatabase();
    const store = await Store.open(original.url);
    const world = await createSmallWorld(store);
    const recommendationId = await world.started();
    await busy(store, world, recommendationId);
    while ((await sequenceBatch(store.pool)) > 0);
    while (await consumeFigures(store.pool));
    while (await consumePast(store.pool));
    const house = new HouseToCheck(original, recommendationId);
    await house.look(store);
    await store.close();
    return house;
  }

  /** Where the entries of an action stand, in log order. */
  all(action: string): Place[] {
    return this.places.get(action) ?? [];
  }

  first(action: string): Place {
    const [place] = this.all(action);
    if (!place) throw new Error(`nothing was ${action}`);
    return place;
  }

  /** The newest entry, or the newest of an action. */
  last(action?: string): Place {
    const places = action ? this.all(action) : [...this.places.values()].flat();
    return places.reduce((one, other) => (one.index > other.index ? one : other));
  }

  /** Harms a copy of the house, which must change something, and checks it. */
  async checkedAfter(
    harm: (store: Store) => Promise<number>,
    extent: CheckExtent = 'all',
  ): Promise<CheckFinding[]> {
    return this.inCopy(async (store) => {
      expect(await harm(store)).toBeGreaterThan(0);
      const { findings, findingCount } = await checkHistory(store, extent);
      expect(findingCount).toBe(findings.length);
      return findings;
    });
  }

  async inCopy<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const copy = await copyTestDatabase(this.original);
    const store = await Store.open(copy.url);
    try {
      return await work(store);
    } finally {
      await store.close();
      await copy.drop();
    }
  }

  drop(): Promise<void> {
    return this.original.drop();
  }

  private async look({ pool }: Store): Promise<void> {
    const { rows } = await pool.query<Place & { action: string }>(
      `select entry.id, entry.action, entry.object_id as "objectId", entry.object_version as "objectVersion", leaf.index
       from leaf join entry on entry.id = leaf.entry_id order by leaf.index`,
    );
    for (const { action, ...place } of rows) this.places.set(action, [...this.all(action), place]);
  }
}

export const codesOf = (findings: readonly CheckFinding[]): FindingCode[] => findings.map(({ code }) => code);

/** Some of everything that an entry may be about. */
async function busy(store: Store, world: SmallWorld, id: string): Promise<void> {
  const staff = await world.actor('staff');
  await issue(store, staff, 'evidence.add-link', {
    recommendationId: id,
    title: 'Minutes',
    url: 'https://example.org/minutes',
  });
  const { objectId } = await issue(store, staff, 'comment.post', {
    recommendationId: id,
    about: { objectType: 'recommendation', objectId: id },
    text: 'First words.',
  });
  for (const [place, text] of ['Other words.', 'Better words.'].entries())
    await issue(store, staff, 'comment.edit', { text }, { id: objectId, version: place + 1 });
  await redacted(store, world, id, 'First words.');
  // Enough for the tree to keep nodes.
  for (let count = 0; count < 2 * 2 ** tileHeight; count++)
    await issue(store, staff, 'comment.post', {
      recommendationId: id,
      about: { objectType: 'recommendation', objectId: id },
      text: `Remark ${count}.`,
    });
}

/** Two managers take words out of the record. */
async function redacted(store: Store, world: SmallWorld, id: string, words: string): Promise<void> {
  const { rows } = await store.pool.query<{ entryId: string; path: string }>(
    `select entry_id as "entryId", opened.path from opening, jsonb_to_recordset(openings) as opened(path text, value jsonb)
     where value = to_jsonb($1::text) limit 1`,
    [words],
  );
  const asked = await issue(store, await world.actor('manager'), 'redaction.request', {
    recommendationId: id,
    targets: rows,
    legalBasis: 'personal_data',
    reason: 'A witness was named.',
  });
  await issue(
    store,
    await world.actor('director'),
    'redaction.approve',
    {},
    { id: asked.objectId, version: 1 },
  );
}
