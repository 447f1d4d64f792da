import { expect } from '@jest/globals';
import { objectTypes, type Opening } from '#contracts';
import { commitmentsIn, openedBody, type EntryFields } from '#ledger';
import { rowShapes, sequenceBatch, type Store } from '#store';
import { ReplayJudge } from '#workflow';

const chunk = 2000;

/** Puts the whole log of a store before a judge: what it says, and the judge with the states that it came to. */
export async function judgeLog(
  store: Store,
): Promise<{ judge: ReplayJudge; faults: string[]; unproved: string[]; size: number }> {
  const judge = new ReplayJudge();
  const faults: string[] = [];
  let size = 0;
  for (;;) {
    const { rows } = await store.pool.query<{ index: number; canon: string; openings: Opening[] }>(
      `select leaf.index, entry.canon, coalesce(opening.openings, '[]') as openings
       from leaf join entry on entry.id = leaf.entry_id left join opening on opening.entry_id = entry.id
       where leaf.index >= $1 order by leaf.index limit $2`,
      [size, chunk],
    );
    for (const { index, canon, openings } of rows) {
      const sealed = JSON.parse(canon) as EntryFields;
      const held = new Set(openings.map(({ path }) => path));
      const redacted = commitmentsIn(sealed.body).flatMap(({ path }) => (held.has(path) ? [] : [path]));
      const entry = { ...sealed, body: openedBody(sealed.body, openings) };
      const fault = judge.take({ index, entry, redacted });
      if (fault) faults.push(`${index}: ${fault}`);
    }
    size += rows.length;
    if (rows.length < chunk) return { judge, faults, unproved: judge.finish().unproved, size };
  }
}

/** Expects that the judge finds nothing wrong, leaves nothing open, and comes to every row. */
export async function expectLegal(store: Store): Promise<void> {
  while ((await sequenceBatch(store.pool)) > 0);
  const { judge, ...verdict } = await judgeLog(store);
  expect(verdict).toEqual({ faults: [], unproved: [], size: verdict.size });
  expect(verdict.size).toBeGreaterThan(500);
  for (const type of objectTypes) {
    const { selectList, table } = rowShapes[type];
    const { rows } = await store.pool.query<{ id: string }>(
      `select ${selectList('kept')} from ${table} kept`,
    );
    for (const row of rows) expect(judge.stateOf(row.id)).toEqual(row);
  }
}
