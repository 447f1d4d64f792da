import type { PoolClient } from 'pg';
import { objectTypes } from '#contracts';
import { CompactRange, type CompletedNode } from '#ledger';
import { rowShapes } from '../entities/rows.js';
import { sha256 } from '../log/entries.js';
import type { TreeHead } from '../log/tree.js';
import type { Store } from '../store.js';
import {
  checkpointFaults,
  checkpointKeys,
  checkpointsBeyond,
  checkpointsUpTo,
  newestCheckpointFaults,
  type KeptCheckpoint,
} from './check-checkpoints.js';
import { checkCells, countedIndex } from './check-figures.js';
import { leafBatches, leafFaults, leafGap, leavesAt } from './check-log.js';
import { checkObjects, type ObjectsToCheck } from './check-objects.js';
import { pastIndex, strayVersions } from './check-past.js';
import {
  edgeFaults,
  nodeFaults,
  nodeSpan,
  spanFaults,
  strayNodes,
  treeFromNodes,
  treeHead,
} from './check-tree.js';
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
  await checkObjects(client, await objectsToCheck(client, null), course);
  await strayRows(client, course);
  await strayVersions(client, course);
  await checkCells(client, course);
}

const objectsToCheck = async (client: PoolClient, objectIds: string[] | null): Promise<ObjectsToCheck> => ({
  objectIds,
  countedIndex: await countedIndex(client),
  pastIndex: await pastIndex(client),
});

async function checkSample(client: PoolClient, seed: number, course: Course): Promise<void> {
  const head = await treeHead(client);
  const indices = sampledIndices(head.size, seed);
  const leaves = await leavesAt(client, indices);
  const standing = new Set(leaves.map(({ index }) => index));
  for (const index of indices) if (!standing.has(index)) leafGap(index, index + 1, course);
  for (const leaf of leaves) leafFaults(leaf, course);
  course.count('leaves', leaves.length);
  await course.step();
  await checkTreeOfSample(client, head, indices, course);
  const objectIds = [...new Set(leaves.map(({ objectId }) => objectId))];
  await checkObjects(client, await objectsToCheck(client, objectIds), course);
}

/** How many spans of 256 leaves a sample hashes anew, beside the newest one. */
const spansDrawn = 16;

/** The root as the kept nodes give it, the newest checkpoint against it, and some of the nodes against their leaves. */
async function checkTreeOfSample(
  client: PoolClient,
  head: TreeHead,
  indices: readonly number[],
  course: Course,
): Promise<void> {
  const tree = await treeFromNodes(client, head.size);
  // Where a node or leaf is missing, its place is told elsewhere, or by the check of the whole.
  if (tree) {
    edgeFaults(tree, head, course);
    await newestCheckpointFaults(client, tree, course);
  } else course.found({ code: 'root-differs', words: 'the tree of the log is incomplete' });
  const whole = Math.floor(head.size / nodeSpan);
  const spans = [...new Set(indices.map((index) => Math.floor(index / nodeSpan)))].filter(
    (span) => span < whole,
  );
  await spanFaults(client, spans.slice(0, spansDrawn).concat(spans.slice(spansDrawn).slice(-1)), course);
  await course.step();
}

/** Every leaf in order: none missing, each the hash of its entry; the tree over them, and what was signed of it. */
async function checkWholeLog(client: PoolClient, course: Course): Promise<void> {
  const keys = await checkpointKeys(client);
  const tree = new CompactRange(sha256);
  let expected = 0;
  for await (const batch of leafBatches(client)) {
    const last = batch.at(-1)?.index ?? expected;
    const signed = await checkpointsUpTo(client, tree.size, last + 1);
    const completed: CompletedNode[] = [];
    for (const leaf of batch) {
      if (leaf.index > expected) leafGap(expected, leaf.index, course);
      expected = leaf.index + 1;
      leafFaults(leaf, course);
      // Beyond a gap there is no tree.
      if (leaf.index !== tree.size) continue;
      completed.push(...tree.append(leaf.hash));
      if (signed[0]?.size === tree.size)
        checkpointFaults(signed.shift() as KeptCheckpoint, tree, keys, course);
    }
    await nodeFaults(client, completed, course);
    course.count('leaves', batch.length);
    course.count('done', batch.length);
    await course.step();
  }
  await headFaults(client, tree, expected, course);
}

async function headFaults(
  client: PoolClient,
  tree: CompactRange,
  size: number,
  course: Course,
): Promise<void> {
  const head = await treeHead(client);
  if (head.size !== size)
    course.found({
      code: 'head-differs',
      words: `the log says that it has ${head.size} entries, and its last is at index ${size - 1}`,
    });
  edgeFaults(tree, head, course);
  await strayNodes(client, size, course);
  await checkpointsBeyond(client, size, course);
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
