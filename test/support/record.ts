import { expect } from '@jest/globals';
import type { Store } from '#store';

const tables = [
  'installation',
  'entity',
  'person',
  '"grant"',
  'delegation',
  'review',
  'recommendation',
  'proposal',
  'action',
  'evidence',
  'comment',
  'redaction',
  'emergency_access',
];

/** Runs what must be refused, and expects that no row changed and no entry but of refused attempts was written. */
export async function leavesNoTrace<T>(store: Store, attempt: () => Promise<T>): Promise<T> {
  const before = await footprint(store);
  const answer = await attempt();
  expect(await footprint(store)).toEqual(before);
  return answer;
}

async function footprint(store: Store): Promise<unknown> {
  const parts = tables.map((table) => `(select md5(string_agg(t::text, '' order by id)) from ${table} t)`);
  const entries = `(select count(*) from entry where object_type <> 'refusal')`;
  return (await store.pool.query(`select array[${parts.join()}] as rows, ${entries} as entries`)).rows[0];
}

/** Expects that every committed entry has its place in the log, from 0 and without a gap. */
export async function expectWholeLog(store: Store): Promise<void> {
  const { rows } = await store.pool.query(
    `select count(*) as leaves, min(index) as first, max(index) + 1 as size, (select size from log_head) as head,
       (select count(*) from entry) as entries, (select count(*) from pending) as pending from leaf`,
  );
  const { leaves } = rows[0] as { leaves: number };
  expect(rows[0]).toEqual({ leaves, first: 0, size: leaves, head: leaves, entries: leaves, pending: 0 });
}
