import { expect } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { CompactRange, tileHeight, toHex } from '#ledger';
import { asOwner } from './as-owner.js';

/** How the log stands: what it says of its size, and everything that would be wrong with it. */
interface LogState {
  entries: number;
  leaves: number;
  pending: number;
  size: number;
  first: number | null;
  last: number | null;
  homeless: number;
  doubled: number;
  altered: number;
  turned: number;
}

const question = `
  select (select count(*) from entry) as entries, (select count(*) from leaf) as leaves,
    (select count(*) from pending) as pending, (select size from log_head) as size,
    (select min(index) from leaf) as first, (select max(index) from leaf) as last,
    (select count(*) from entry where not exists (select 1 from leaf where entry_id = entry.id)
      and not exists (select 1 from pending where entry_id = entry.id)) as homeless,
    (select count(*) from pending join leaf using (entry_id)) as doubled,
    (select count(*) from leaf join entry on entry.id = leaf.entry_id where leaf.hash <> entry.hash) as altered,
    (select count(*) from (select entry.object_version - lag(entry.object_version)
       over (partition by entry.object_id order by leaf.index) as step
       from leaf join entry on entry.id = leaf.entry_id) steps where step <> 1) as turned`;

/** Expects each entry once in the log or waiting for it, contiguous indices, and each object's entries in order. */
export async function expectSoundLog(pool: Pool, pending = 0): Promise<LogState> {
  const state = (await pool.query<LogState>(question)).rows[0] as LogState;
  const { leaves } = state;
  expect(state).toEqual({
    entries: leaves + pending,
    leaves,
    pending,
    size: leaves,
    first: leaves > 0 ? 0 : null,
    last: leaves > 0 ? leaves - 1 : null,
    homeless: 0,
    doubled: 0,
    altered: 0,
    turned: 0,
  });
  await expectTree(pool);
  return state;
}

/** Expects the kept edge and nodes to be those of the tree over all leaves. */
async function expectTree(pool: Pool): Promise<void> {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const tree = new CompactRange(sha256);
  const leaves = await pool.query<{ hash: Buffer }>('select hash from leaf order by index');
  const nodes = leaves.rows
    .flatMap(({ hash }) => tree.append(hash))
    .filter(({ level }) => level > 0 && level % tileHeight === 0)
    .map(({ level, index, hash }) => `${level}/${index} ${toHex(hash)}`);
  const { rows } = await pool.query<{ edge: Buffer }>('select edge from log_head');
  expect(toHex(rows[0]?.edge ?? new Uint8Array(0))).toBe(toHex(tree.edge()));
  const kept = await pool.query<{ node: string }>(
    `select level || '/' || index || ' ' || encode(hash, 'hex') as node from tree_node`,
  );
  expect(kept.rows.map(({ node }) => node).sort()).toEqual(nodes.sort());
}

/** Leaves an entry as a commit does, within the caller's transaction and without a word to anybody. */
export async function leaveEntry(client: PoolClient | Pool): Promise<string> {
  const id = randomUUID();
  await client.query(
    `with kept as (insert into entry (id, at, object_type, object_id, object_version, action, canon, hash)
       values ($1::uuid, now(), 'refusal', $1::uuid, 1, 'attempt.refused', '{}', sha256(uuid_send($1::uuid))) returning id, hash)
     insert into pending (entry_id, hash) select id, hash from kept`,
    [id],
  );
  return id;
}

/** The same address, with a name by which the server's other side knows the connection. */
export function named(url: string, name: string): string {
  const address = new URL(url);
  address.searchParams.set('application_name', name);
  return address.href;
}

/** Ends the server's side of connections with a name, as a crash or a cut line would. Answers how many there were. */
export async function cutConnections(pool: Pool, name: string): Promise<number> {
  const { rowCount } = await asOwner(
    pool,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()`,
    [name],
  );
  return rowCount ?? 0;
}
