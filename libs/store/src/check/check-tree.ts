import type { PoolClient } from 'pg';
import { CompactRange, hashLength, tileHeight, toHex, type CompletedNode } from '#ledger';
import { sha256 } from '../log/entries.js';
import type { TreeHead } from '../log/tree.js';
import type { Course } from './course.js';

/** Level of the lowest nodes that are kept, and how many leaves each of them stands over. */
export const nodeLevel = tileHeight;
export const nodeSpan = 2 ** nodeLevel;

/** The log's size and edge as they are kept. */
export async function treeHead(client: PoolClient): Promise<TreeHead> {
  const { rows } = await client.query<TreeHead>('select size, edge from log_head');
  return rows[0] ?? { size: 0, edge: null };
}

/** Reports kept nodes of the tree that are not those of the leaves below them; one statement for all of them. */
export async function nodeFaults(
  client: PoolClient,
  completed: readonly CompletedNode[],
  course: Course,
): Promise<void> {
  const expected = completed.filter(({ level }) => level > 0 && level % tileHeight === 0);
  if (expected.length === 0) return;
  const { rows } = await client.query<{ level: number; index: number; hash: Buffer }>(
    `select node.level, node.index, node.hash from unnest($1::smallint[], $2::bigint[]) as wanted (level, index)
     join tree_node node on node.level = wanted.level and node.index = wanted.index`,
    [expected.map(({ level }) => level), expected.map(({ index }) => index)],
  );
  const kept = new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, toHex(hash)]));
  for (const { level, index, hash } of expected)
    if (kept.get(`${level}/${index}`) !== toHex(hash)) spanFault(index * 2 ** level, 2 ** level, course);
}

function spanFault(from: number, width: number, course: Course): void {
  course.found({
    code: 'node-differs',
    leafIndex: from,
    words: `the indices ${from} to ${from + width - 1} of the log do not hold what its tree was built of`,
  });
}

/** Reports kept nodes over leaves that the log does not have. */
export async function strayNodes(client: PoolClient, size: number, course: Course): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*) as count from tree_node where (index + 1) * (2 ^ level) > $1',
    [size],
  );
  const count = rows[0]?.count ?? 0;
  if (count > 0)
    course.found({
      code: 'head-differs',
      words: `the tree of the log keeps ${count} nodes over entries that the log does not have`,
    });
}

/** Compares the kept edge with that of the leaves: the same perfect subtrees, largest first. */
export function edgeFaults(tree: CompactRange, { size, edge }: TreeHead, course: Course): void {
  // A log that is older than its tree has no edge until the sequencer next works.
  if (edge === null || size !== tree.size) return;
  const expected = tree.edge();
  if (toHex(edge) === toHex(expected)) return;
  course.found({
    code: 'root-differs',
    words: `the kept root of the log of ${size} entries is not the root of its entries`,
  });
  if (edge.length !== expected.length) return;
  for (let [place, from] = [0, 0]; place * hashLength < expected.length; place++) {
    const width = subtreeWidth(size - from);
    const at = [place * hashLength, (place + 1) * hashLength] as const;
    if (toHex(edge.subarray(...at)) !== toHex(expected.subarray(...at))) spanFault(from, width, course);
    from += width;
  }
}

/** The widest perfect subtree that fits in so many leaves. */
function subtreeWidth(rest: number): number {
  let width = 1;
  while (width * 2 <= rest) width *= 2;
  return width;
}

/**
 * The tree over a log as its lowest kept nodes and the leaves after the last of them give it: a two hundred and
 * fifty-sixth of the reading. Null where one of them is missing.
 */
export async function treeFromNodes(client: PoolClient, size: number): Promise<CompactRange | null> {
  const nodes = Math.floor(size / nodeSpan);
  const upper = new CompactRange(sha256);
  while (upper.size < nodes) {
    const { rows } = await client.query<{ index: number; hash: Buffer }>(
      'select index, hash from tree_node where level = $1 and index >= $2 and index < $3 order by index limit 10000',
      [nodeLevel, upper.size, nodes],
    );
    for (const { index, hash } of rows) {
      if (index !== upper.size) return null;
      upper.append(hash);
    }
    if (rows.length === 0) return null;
  }
  const tail = new CompactRange(sha256);
  const { rows } = await client.query<{ hash: Buffer }>(
    'select hash from leaf where index >= $1 and index < $2 order by index',
    [nodes * nodeSpan, size],
  );
  for (const { hash } of rows) tail.append(hash);
  if (tail.size !== size - nodes * nodeSpan) return null;
  return new CompactRange(sha256, Buffer.concat([upper.edge(), tail.edge()]), size);
}

/** Reports those of the spans, by the index of their kept node, whose leaves do not give that node. */
export async function spanFaults(
  client: PoolClient,
  spans: readonly number[],
  course: Course,
): Promise<void> {
  const { rows } = await client.query<{ index: number; hash: Buffer }>(
    `select leaf.index, leaf.hash from unnest($1::bigint[]) as span (node)
     join leaf on leaf.index >= span.node * $2 and leaf.index < (span.node + 1) * $2 order by leaf.index`,
    [spans, nodeSpan],
  );
  const trees = new Map(spans.map((span) => [span, new CompactRange(sha256)]));
  for (const { index, hash } of rows) trees.get(Math.floor(index / nodeSpan))?.append(hash);
  const completed = [...trees].map(([index, tree]) => ({ level: nodeLevel, index, hash: tree.root() }));
  await nodeFaults(client, completed, course);
}
