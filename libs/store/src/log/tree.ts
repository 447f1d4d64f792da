import type { PoolClient } from 'pg';
import {
  CompactRange,
  nodesNeeded,
  proofFrom,
  tileHeight,
  type CompletedNode,
  type ProofPlan,
} from '#ledger';
import type { Questions } from '../reading/reader.js';
import { sha256 } from './entries.js';

/** The log's size and the right edge of its tree, as `log_head` keeps them. */
export interface TreeHead {
  size: number;
  /** Null where the log is older than the tree and it was not worked out yet. */
  edge: Buffer | null;
}

/** Leaves that are read at once where the tree is worked out from the beginning. */
const readSize = 10_000;

/** The tree as it stands at the head, worked out from the leaves where that was never done. */
export async function treeAt(client: PoolClient, { size, edge }: TreeHead): Promise<CompactRange> {
  if (edge) return new CompactRange(sha256, edge, size);
  const tree = new CompactRange(sha256);
  while (tree.size < size) {
    const text = 'select hash from leaf where index >= $1 and index < $2 order by index limit $3';
    const { rows } = await client.query<{ hash: Buffer }>(text, [tree.size, size, readSize]);
    if (rows.length === 0) throw new Error(`the log has no leaf ${tree.size}`);
    await appendLeaves(
      client,
      tree,
      rows.map(({ hash }) => hash),
    );
  }
  return tree;
}

/** Appends leaves to the tree and keeps the nodes that they complete at every eighth level. */
export async function appendLeaves(
  client: PoolClient,
  tree: CompactRange,
  hashes: readonly Uint8Array[],
): Promise<void> {
  const completed = hashes.flatMap((hash) => tree.append(hash)).filter(isKept);
  if (completed.length === 0) return;
  await client.query({
    name: 'keep-nodes',
    text: `insert into tree_node (level, index, hash)
      select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
    values: [
      completed.map(({ level }) => level),
      completed.map(({ index }) => index),
      completed.map(({ hash }) => Buffer.from(hash)),
    ],
  });
}

const isKept = ({ level }: CompletedNode): boolean => level > 0 && level % tileHeight === 0;

const readNodes = `
  with wanted as (
    select * from unnest($1::integer[], $2::bigint[], $3::bigint[]) as wanted(level, first, last)
  )
  select 0 as level, leaf.index, leaf.hash from wanted
    join leaf_hash leaf on wanted.level = 0 and leaf.index >= wanted.first and leaf.index < wanted.last
  union all
  select node.level, node.index, node.hash from wanted
    join tree_node node on node.level = wanted.level and node.index >= wanted.first and node.index < wanted.last`;

/** Works a planned proof out from the kept nodes, in one statement whatever the size of the tree. */
export async function proofOf(reader: Questions, plan: ProofPlan): Promise<Uint8Array[]> {
  const ranges = nodesNeeded(plan);
  const { rows } = await reader.query<{ level: number; index: number; hash: Buffer }>({
    name: 'read-nodes',
    text: readNodes,
    values: [ranges.map(({ level }) => level), ranges.map(({ from }) => from), ranges.map(({ to }) => to)],
  });
  const hashes = new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  return proofFrom(sha256, plan, ({ level, from, to }) =>
    Array.from({ length: to - from }, (_, place) => hashes.get(`${level}/${from + place}`)).filter(
      (hash) => hash !== undefined,
    ),
  );
}
