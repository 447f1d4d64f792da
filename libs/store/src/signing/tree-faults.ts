import type { PoolClient } from 'pg';
import {
  type CompactRange,
  consistencyPlan,
  MissingNodesError,
  toHex,
  verifyConsistency,
  type Checkpoint,
} from '#ledger';
import { sha256 } from '../log/entries.js';
import { proofOf } from '../log/tree.js';

/** Why the log as it stands does not continue what was signed, in plain words; null where it does. */
export async function treeFault(
  client: PoolClient,
  signed: Checkpoint,
  tree: CompactRange,
): Promise<string | null> {
  if (tree.size < signed.size)
    return `the log has ${tree.size} entries, and a checkpoint of ${signed.size} was signed: it was rolled back, as by restoring an old backup`;
  if (tree.size === signed.size)
    return toHex(tree.root()) === toHex(signed.root)
      ? null
      : `the log has the ${tree.size} entries that were signed, but not the same ones`;
  return (await isContinued(client, signed, tree))
    ? null
    : `the first ${signed.size} entries of the log are not those that were signed`;
}

async function isContinued(client: PoolClient, signed: Checkpoint, tree: CompactRange): Promise<boolean> {
  try {
    const path = signed.size === 0 ? [] : await proofOf(client, consistencyPlan(signed.size, tree.size));
    return verifyConsistency(sha256, {
      first: signed.size,
      firstRoot: signed.root,
      second: tree.size,
      secondRoot: tree.root(),
      path,
    });
  } catch (fault) {
    if (fault instanceof MissingNodesError) return false;
    throw fault;
  }
}
