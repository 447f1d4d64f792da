import type { PoolClient } from 'pg';
import {
  isAccepted,
  MalformedNoteError,
  parseCheckpoint,
  parseNote,
  parseVkey,
  toHex,
  verifyNote,
  type CompactRange,
  type Vkey,
} from '#ledger';
import { sha256 } from '../log/entries.js';
import { treeFault } from '../signing/tree-faults.js';
import { verifyEd25519 } from '../signing/verify-ed25519.js';
import type { Course } from './course.js';

/** A checkpoint as it is kept: what was signed, beside its size and root. */
export interface KeptCheckpoint {
  size: number;
  root: Buffer;
  note: string;
}

const select = 'select size, root, note from checkpoint';

/** Public keys with which checkpoints were ever signed. */
export async function checkpointKeys(client: PoolClient): Promise<Vkey[]> {
  const { rows } = await client.query<{ vkey: string }>(
    `select vkey from log_key where purpose = 'checkpoint'`,
  );
  return rows.map(({ vkey }) => parseVkey(sha256, vkey));
}

/** Checkpoints of sizes above one and up to another, smallest first. */
export async function checkpointsUpTo(
  client: PoolClient,
  above: number,
  size: number,
): Promise<KeptCheckpoint[]> {
  const { rows } = await client.query<KeptCheckpoint>({
    name: 'check-checkpoints',
    text: `${select} where size > $1 and size <= $2 order by size`,
    values: [above, size],
  });
  return rows;
}

/** Reports checkpoints of a larger log than there is: the log was rolled back after they were signed. */
export async function checkpointsBeyond(client: PoolClient, size: number, course: Course): Promise<void> {
  const { rows } = await client.query<{ size: number }>(
    'select size from checkpoint where size > $1 order by size desc limit 1',
    [size],
  );
  for (const { size: signed } of rows)
    course.found({
      code: 'checkpoint-differs',
      leafIndex: size,
      words: `a checkpoint of ${signed} entries was signed, and the log has ${size}`,
    });
}

/** Compares a checkpoint with the tree of its size, and its signature with the keys. */
export function checkpointFaults(
  checkpoint: KeptCheckpoint,
  tree: CompactRange,
  keys: readonly Vkey[],
  course: Course,
): void {
  course.count('checkpoints');
  const { size, root } = checkpoint;
  if (toHex(root) !== toHex(tree.root())) differs(size, 'is not of this log', course);
  noteFaults(checkpoint, keys, course);
}

/** Compares the newest checkpoint with the head of the log by a consistency proof, without reading what is between. */
export async function newestCheckpointFaults(
  client: PoolClient,
  tree: CompactRange,
  course: Course,
): Promise<void> {
  await checkpointsBeyond(client, tree.size, course);
  const { rows } = await client.query<KeptCheckpoint>(
    `${select} where size <= $1 order by size desc limit 1`,
    [tree.size],
  );
  const keys = await checkpointKeys(client);
  for (const checkpoint of rows) {
    course.count('checkpoints');
    const { size, root } = checkpoint;
    const fault = await treeFault(client, { origin: '', size, root, extensions: [] }, tree);
    if (fault) differs(size, `is not of an earlier state of this log: ${fault}`, course);
    noteFaults(checkpoint, keys, course);
  }
}

function noteFaults({ size, root, note }: KeptCheckpoint, keys: readonly Vkey[], course: Course): void {
  try {
    const signed = parseNote(note);
    const told = parseCheckpoint(signed.text);
    if (told.size !== size || toHex(told.root) !== toHex(root))
      differs(size, 'says something else than was signed', course);
    if (!isAccepted(verifyNote(signed, keys, verifyEd25519)))
      differs(size, 'is signed by none of the keys of this log', course);
  } catch (fault) {
    if (!(fault instanceof MalformedNoteError)) throw fault;
    differs(size, 'cannot be read', course);
  }
}

function differs(size: number, what: string, course: Course): void {
  course.found({
    code: 'checkpoint-differs',
    leafIndex: Math.max(0, size - 1),
    words: `the checkpoint of ${size} entries ${what}`,
  });
}
