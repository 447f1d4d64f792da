import type { PoolClient } from 'pg';
import { objectTypes } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import type { Store } from '../store.js';
import { checkCells, countedIndex } from './check-figures.js';
import { leafBatches, leafFaults, leafGap, leavesAt } from './check-log.js';
import { checkObjects } from './check-objects.js';
import { Course, type Checked, type CheckOptions } from './course.js';
import { sampledIndices } from './sample.js';
import { inSnapshot } from './snapshot.js';

/** How much of the history is checked: all of it, or the newest span with a sample drawn by the seed. */
export type CheckExtent = 'all' | { seed: number };

/**
 * Recomputes from the entries what stands beside them: hashes, the chain of each object, openings, rows, places in
 * the log, roots, and kept figures. What is wrong is answered, never thrown. Everything is read from one snapshot,
 * so changes that are committed meanwhile neither disturb the check nor are disturbed by it.
 *
 * @throws what the signal was aborted with
 */
export function checkHistory(
  store: Store,
  extent: CheckExtent,
  options: CheckOptions = {},
): Promise<Checked> {
  const course = new Course(options);
  return inSnapshot(store.pool, async (client) => {
    if (extent === 'all') await checkAll(client, course);
    else await checkSample(client, extent.seed, course);
    await course.tell();
    return course;
  });
}

async function checkAll(client: PoolClient, course: Course): Promise<void> {
  const { rows } = await client.query<{ size: number; waiting: number }>(
    'select (select count(*) from leaf) as size, (select count(*) from pending) as waiting',
  );
  const { size = 0, waiting = 0 } = rows[0] ?? {};
  course.counts.total = 2 * size + waiting;
  await course.step();
  await checkWholeLog(client, course);
  await checkObjects(client, { objectIds: null, countedIndex: await countedIndex(client) }, course);
  await strayRows(client, course);
  await checkCells(client, course);
}

async function checkSample(client: PoolClient, seed: number, course: Course): Promise<void> {
  const size = await sizeOf(client);
  const indices = sampledIndices(size, seed);
  const leaves = await leavesAt(client, indices);
  const standing = new Set(leaves.map(({ index }) => index));
  for (const index of indices) if (!standing.has(index)) leafGap(index, index + 1, course);
  for (const leaf of leaves) leafFaults(leaf, course);
  course.count('leaves', leaves.length);
  await course.step();
  const objectIds = [...new Set(leaves.map(({ objectId }) => objectId))];
  await checkObjects(client, { objectIds, countedIndex: await countedIndex(client) }, course);
}

/** Every leaf in order: none missing, each the hash of its entry, and the root of them all. */
async function checkWholeLog(client: PoolClient, course: Course): Promise<void> {
  let expected = 0;
  for await (const batch of leafBatches(client)) {
    for (const leaf of batch) {
      if (leaf.index > expected) leafGap(expected, leaf.index, course);
      expected = leaf.index + 1;
      leafFaults(leaf, course);
    }
    course.count('leaves', batch.length);
    course.count('done', batch.length);
    await course.step();
  }
  const size = await sizeOf(client);
  if (size !== expected)
    course.found({
      code: 'head-differs',
      words: `the log says that it has ${size} entries, and its last is at index ${expected - 1}`,
    });
}

async function sizeOf(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ size: number }>('select size from log_head');
  return rows[0]?.size ?? 0;
}

/** Rows without any history: nothing but a command makes one. */
async function strayRows(client: PoolClient, course: Course): Promise<void> {
  for (const objectType of objectTypes) {
    const { rows } = await client.query<{ id: string }>(
      `select kept.id from ${rowShapes[objectType].table} kept
       where not exists (select 1 from entry where entry.object_id = kept.id)`,
    );
    for (const { id: objectId } of rows)
      course.found({
        code: 'row-stray',
        objectType,
        objectId,
        words: `${objectType} ${objectId} has a row and no history`,
      });
    await course.step();
  }
}
