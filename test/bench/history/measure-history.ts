import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commit, sequenceBatch, Store } from '#store';
import { median } from '../load/load.js';
import type { Pace } from '../pace.js';
import { digits, ratioRow, type Row } from '../report.js';
import type { Changes } from '../works/changes.js';
import { WithoutHistory } from './without-history.js';

/** Least share of the changes a second that are made without history. */
const aim = 0.5;

/**
 * What the history costs, in one process and with no worker beside it: changes a second with their entries and signed
 * receipts and without, in turn; then how fast the sequencer places the entries that have gathered meanwhile.
 */
export async function measureHistory(databaseUrl: string, changes: Changes, pace: Pace): Promise<Row[]> {
  const keysFolder = await mkdtemp(join(tmpdir(), 'uphold-bench-keys-'));
  const store = await Store.open(databaseUrl, { keysFolder });
  try {
    const without = await WithoutHistory.learn(store, changes);
    await place(store);
    const rates = { with: [] as number[], without: [] as number[] };
    for (let round = 0; round < pace.rounds; round++) {
      rates.with.push(await rateOf(() => change(store, changes), pace));
      rates.without.push(await rateOf(() => without.run(), pace));
      await without.putBack();
    }
    const { entries, seconds } = await place(store);
    const ratio = median(rates.with.map((rate, round) => rate / (rates.without[round] ?? Number.NaN)));
    return [
      ratioRow(
        'change in one process; beside: the same without history',
        ratio,
        { least: aim },
        {
          ours: `${digits(median(rates.with))}/s`,
          bare: `${digits(median(rates.without))}/s`,
        },
      ),
      {
        work: 'sequencer: entries that get their place and are hashed into the tree',
        result: `${digits(entries / seconds)}/s`,
        aim: '',
        isReached: null,
        ours: `${entries} entries in ${digits(seconds)} s`,
        bare: '',
      },
    ];
  } finally {
    await store.close();
    await rm(keysFolder, { recursive: true, force: true });
  }
}

async function change(store: Store, changes: Changes): Promise<void> {
  const { actor, command, context, learn } = changes.command();
  await commit(store, actor, command, context);
  learn();
}

async function rateOf(work: () => Promise<void>, { connections, roundMs }: Pace): Promise<number> {
  let count = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() - began < roundMs) {
        await work();
        count += 1;
      }
    }),
  );
  return count / ((performance.now() - began) / 1000);
}

async function place({ pool }: Store): Promise<{ entries: number; seconds: number }> {
  const began = performance.now();
  let entries = 0;
  for (let placed = await sequenceBatch(pool); placed > 0; placed = await sequenceBatch(pool))
    entries += placed;
  return { entries, seconds: (performance.now() - began) / 1000 };
}
