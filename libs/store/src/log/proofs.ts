import type { Pool } from 'pg';
import {
  Refusal,
  type Actor,
  type ConsistencyProof,
  type ConsistencyQuery,
  type EntryProof,
  type InclusionProof,
  type InclusionQuery,
} from '#contracts';
import { consistencyPlan, inclusionPlan, toHex, type ProofPlan } from '#ledger';
import { Parameters } from '../parameters.js';
import { prepared } from '../prepared.js';
import { entryAudienceJoins } from '../queries/history.js';
import type { Questions, Reader } from '../reading/reader.js';
import { scopeSql } from '../scope-sql.js';
import { newestCheckpoint } from './checkpoints.js';
import { proofOf } from './tree.js';

/** Proves that the leaf at an index is in the tree of a size. Refuses a tree that is larger than the log. */
export async function inclusionProof(pool: Pool, { index, size }: InclusionQuery): Promise<InclusionProof> {
  const { rows } = await pool.query<{ size: number; hash: Buffer | null }>({
    name: 'leaf-and-head',
    text: 'select size, (select hash from leaf where leaf.index = $1) as hash from log_head',
    values: [index],
  });
  const [head] = rows;
  mustFit('size', size, head?.size ?? 0);
  if (!head?.hash || index >= size) throw outside('index', 'is not in a tree of this size');
  return { index, size, leafHash: toHex(head.hash), path: await pathOf(pool, inclusionPlan(index, size)) };
}

/** Proves that the tree of a size begins with that of an earlier size. Refuses a tree that is larger than the log. */
export async function consistencyProof(
  pool: Pool,
  { from, to }: ConsistencyQuery,
): Promise<ConsistencyProof> {
  const { rows } = await pool.query<{ size: number }>({
    name: 'head',
    text: 'select size from log_head',
  });
  mustFit('to', to, rows[0]?.size ?? 0);
  if (from > to) throw outside('from', 'is larger than the other tree');
  return { from, to, path: await pathOf(pool, consistencyPlan(from, to)) };
}

/**
 * Proves that an entry is in the tree of the newest checkpoint.
 *
 * @returns null where there is no such entry, or the person may not read it
 */
export async function entryProof(reader: Reader, actor: Actor, entryId: string): Promise<EntryProof | null> {
  const parameters = new Parameters();
  const source = `(${entryWithPlace} where entry.id = ${parameters.add(entryId)}::uuid) leaf`;
  const scope = scopeSql(actor, 'read', 'history', parameters);
  const text = `select leaf.index, leaf.hash from ${source} ${entryAudienceJoins} where ${scope}`;
  const [{ rows }, checkpoint] = await Promise.all([
    reader.query<{ index: number | null; hash: Buffer }>(prepared(text, parameters.values)),
    newestCheckpoint(reader),
  ]);
  const [leaf] = rows;
  if (!leaf) return null;
  const { index, hash } = leaf;
  const isCovered = checkpoint && index !== null && index < checkpoint.size;
  const covered = isCovered
    ? { path: await pathOf(reader, inclusionPlan(index, checkpoint.size)), checkpoint }
    : null;
  return { entryId, index, leafHash: toHex(hash), covered };
}

/** An entry in the form of its leaf, whether or not the sequencer has placed it already. */
const entryWithPlace = `
  select leaf.index, entry.id as entry_id, entry.hash, entry.at, entry.actor_id, entry.action, entry.object_type,
    entry.object_id, entry.review_id, entry.recommendation_id
  from entry left join leaf on leaf.entry_id = entry.id`;

async function pathOf(reader: Questions, plan: ProofPlan): Promise<string[]> {
  return (await proofOf(reader, plan)).map(toHex);
}

function mustFit(field: string, size: number, logSize: number): void {
  if (size > logSize) throw outside(field, `is larger than the log, which has ${logSize} entries`);
}

function outside(field: string, message: string): Refusal {
  return new Refusal('invalid-input', `${field} ${message}`, { fields: [{ field, message }] });
}
