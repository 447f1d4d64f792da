import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor, ObjectType, StateOf } from '#contracts';
import { canRead, type Noun } from '#permissions';
import { Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { holdGrants } from '../support/hold-grants.js';
import { Dice } from '../support/random/dice.js';
import { randomContent } from '../support/random/content.js';
import { factsOf, factsOfLeaf, keepContent } from '../support/random/kept-content.js';
import { pool, someActor } from '../support/random/permissions.js';
import { sampleActor, sampleGrant } from '../support/sample-actors.js';

const seed = Number(process.env['UPHOLD_SEED'] ?? Date.now() % 2 ** 31);

describe(`what the database shows to a person without being asked for less (UPHOLD_SEED=${seed})`, () => {
  const held = randomContent(new Dice(seed));
  const above = new Map(held.recommendation.map((state) => [state.id, state]));
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    await keepContent(store, held);
    // As the keepers would have it: of everything one version, and the cells of the figures.
    for (const type of ['recommendation', 'evidence', 'comment'] as const) await keepOneVersion(type);
    await store.pool.query(
      `insert into figure (review_id, lead_entity_id, confidentiality, issuance, acceptance, implementation,
         verification, closure, count)
       select review_id, lead_entity_id, confidentiality, issuance, acceptance, implementation, verification, closure,
         count(*) from recommendation group by 1, 2, 3, 4, 5, 6, 7, 8`,
    );
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  async function keepOneVersion(type: string): Promise<void> {
    const { rows } = await store.pool.query<{ columns: string }>(
      `select string_agg(format('%I', attname), ', ') as columns from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
         and attname <> 'head_hash'`,
      [type],
    );
    const columns = rows[0]?.columns ?? '';
    await store.pool.query(
      `insert into ${type}_past (${columns}, leaf_index) select ${columns}, 0 from ${type}`,
    );
  }

  const shown = async (actor: Actor, table: string) =>
    (await store.readingAs(actor).query<{ id: string }>(`select id from ${table}`)).rows
      .map(({ id }) => id)
      .sort();
  const forAnybody = (claim: (actor: Actor) => Promise<void>, numRuns = 60) =>
    fc.assert(
      fc.asyncProperty(someActor, async (actor) => {
        await holdGrants(store, actor);
        await claim(actor);
      }),
      // Chance alone seldom meets those who read what is published and nothing that was said about it.
      { numRuns, seed, examples: [[watching('observer')], [watching('administrator')]] },
    );
  const watching = (role: 'observer' | 'administrator'): Actor =>
    sampleActor(pool.people[0] ?? '', sampleGrant(role));
  const allowed = <T extends ObjectType>(actor: Actor, noun: T & Noun, states: readonly StateOf[T][]) =>
    states.filter((state) => canRead(actor, noun, factsOf(noun, state, above))).map(({ id }) => id);

  test('of recommendations is what the ability allows, and no row more', () =>
    forAnybody(async (actor) => {
      const expected = allowed(actor, 'recommendation', held.recommendation).sort();
      expect(await shown(actor, 'recommendation')).toEqual(expected);
      expect(await shown(actor, 'recommendation_past')).toEqual(expected);
    }, 150));

  test.each(['proposal', 'action', 'evidence', 'comment', 'redaction'] as const)(
    'of every %s is what the ability allows, and no row more',
    (type) =>
      forAnybody(async (actor) => {
        expect(await shown(actor, type)).toEqual(allowed(actor, type, held[type] as never).sort());
      }),
  );

  test('of past evidence and comments is what the ability allows', () =>
    forAnybody(async (actor) => {
      for (const type of ['evidence', 'comment'] as const)
        expect(await shown(actor, `${type}_past`)).toEqual(allowed(actor, type, held[type] as never).sort());
    }));

  test('of the history holds what the ability allows, and nothing about what is hidden', () =>
    forAnybody(async (actor) => {
      const readable = new Set(allowed(actor, 'recommendation', held.recommendation));
      const { rows } = await store
        .readingAs(actor)
        .query<{ id: string }>('select leaf.entry_id as id from leaf join entry on entry.id = leaf.entry_id');
      const ids = new Set(rows.map(({ id }) => id));
      for (const leaf of held.leaves) {
        const isAllowed = canRead(actor, 'history', factsOfLeaf(leaf, held, above));
        if (isAllowed) expect([leaf.id, ids.has(leaf.id)]).toEqual([leaf.id, true]);
        else if (leaf.recommendationId && !readable.has(leaf.recommendationId))
          expect([leaf.id, ids.has(leaf.id)]).toEqual([leaf.id, false]);
      }
    }, 120));

  test('of the kept counts counts nothing that is hidden', () =>
    forAnybody(async (actor) => {
      const { rows } = await store
        .readingAs(actor)
        .query<{ count: number }>('select coalesce(sum(count), 0)::integer as count from figure');
      const readable = allowed(actor, 'recommendation', held.recommendation);
      expect(rows[0]?.count).toBeLessThanOrEqual(readable.length);
    }));

  test('of what is public holds nothing that was said about it, nor what belonged to it while it was confidential', async () => {
    const observer = watching('observer');
    await holdGrants(store, observer);
    await store.pool.query(`update recommendation set issuance = 'issued', confidentiality = 'public'`);
    for (const table of ['recommendation_past', 'evidence', 'evidence_past'])
      await store.pool.query(`update ${table} set confidentiality = 'public'`);
    await store.pool.query(`update recommendation_past set issuance = 'issued'`);
    const all = held.evidence.map(({ id }) => id).sort();
    expect(await shown(observer, 'evidence_past')).toEqual(all);
    for (const said of ['proposal', 'comment', 'redaction'])
      expect([said, await shown(observer, said)]).toEqual([said, []]);
    await store.pool.query(`update evidence_past set confidentiality = 'confidential'`);
    const own = held.evidence.filter(({ addedById }) => addedById === observer.personId);
    expect(await shown(observer, 'evidence_past')).toEqual(own.map(({ id }) => id).sort());
    await store.pool.query(`update recommendation_past set confidentiality = 'confidential'`);
    expect(await shown(observer, 'evidence')).toEqual(all);
    expect(await shown(observer, 'evidence_past')).toEqual([]);
  });

  test('of persons without rights is nothing', async () => {
    const nobody = { personId: held.person[0]?.id ?? '', grants: [] };
    await holdGrants(store, nobody);
    for (const table of ['recommendation', 'evidence', 'review', 'entity', 'entry', 'recommendation_past'])
      expect([table, await shown(nobody, table)]).toEqual([table, []]);
    expect(await shown(nobody, 'person')).toContain(nobody.personId);
  });
});
