import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Receipt } from '#contracts';
import type { Store } from '#store';
import type { Answer } from '../load/connection.js';
import { load, quantiles } from '../load/load.js';
import type { Pace } from '../pace.js';
import { digits, milliseconds, type Row } from '../report.js';
import type { Changes } from '../works/changes.js';

/** Longest time to the leaf of 99 in 100 entries, in milliseconds. */
const leafAimMs = 1000;
/** How long the last entries may wait for their checkpoint, in milliseconds. */
const patienceMs = 30_000;

/** When a log had grown to a size. */
interface Growth {
  size: number;
  at: number;
}

/**
 * How long an entry waits, under load, from the answer to its command to its place in the log, and to a signed
 * checkpoint over it. Both times are those of this machine.
 */
export async function measureDelay(
  store: Store,
  url: string,
  { changes, pace }: { changes: Changes; pace: Pace },
): Promise<Row[]> {
  const answered = new Map<string, number>();
  const growths: Growth[] = [];
  const ear = await listenToGrowth(store.url, growths);
  const shots = () => {
    const shot = changes.ours();
    return {
      ...shot,
      learn: (answer: Answer) => {
        const { entries } = JSON.parse(answer.body.toString()) as Receipt;
        for (const { id } of entries) answered.set(id, Date.now());
        shot.learn?.(answer);
      },
    };
  };
  const { connections, roundMs, rounds } = pace;
  const { rate, places, checkpoints } = await (async () => {
    const { rate } = await load(url, shots, { connections, ms: roundMs * rounds });
    const places = await placesOf(store, [...answered.keys()]);
    return { rate, places, checkpoints: await checkpointsOver(store, Math.max(...places.values())) };
  })().finally(() => ear.end());
  const waits = (grown: readonly Growth[]) =>
    quantiles([...places].map(([id, index]) => waitOf(answered.get(id) ?? Number.NaN, index, grown)));
  const toLeaf = waits(growths);
  const toCheckpoint = waits(checkpoints);
  const underLoad = `${digits(rate)} changes/s`;
  return [
    {
      work: `from the answer to the place in the log, ${connections} connections`,
      result: `p99 ${milliseconds(toLeaf.p99)}`,
      aim: `≤ ${leafAimMs} ms`,
      isReached: toLeaf.p99 <= leafAimMs,
      ours: `p50 ${milliseconds(toLeaf.p50)}, at ${underLoad}`,
      bare: '',
    },
    {
      work: 'from the answer to a signed checkpoint, one every 10 s at most',
      result: `p99 ${milliseconds(toCheckpoint.p99)}`,
      aim: '',
      isReached: null,
      ours: `p50 ${milliseconds(toCheckpoint.p50)}, at ${underLoad}`,
      bare: '',
    },
  ];
}

/** An entry may be placed before its answer has arrived. */
function waitOf(answeredAt: number, index: number, grown: readonly Growth[]): number {
  const reached = grown.find(({ size }) => size > index);
  return reached ? Math.max(0, reached.at - answeredAt) : Number.POSITIVE_INFINITY;
}

async function listenToGrowth(url: string, growths: Growth[]): Promise<pg.Client> {
  const ear = new pg.Client({ connectionString: url });
  await ear.connect();
  ear.on('notification', ({ payload }) => growths.push({ size: Number(payload), at: Date.now() }));
  await ear.query('listen uphold_leaf');
  return ear;
}

async function placesOf({ pool }: Store, ids: readonly string[]): Promise<Map<string, number>> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(50)) {
    const { rows } = await pool.query<{ id: string; index: number }>(
      'select entry_id as id, index from leaf where entry_id = any($1::uuid[])',
      [ids],
    );
    if (rows.length === ids.length) return new Map(rows.map(({ id, index }) => [id, index]));
    if (Date.now() > deadline) throw new Error(`${ids.length - rows.length} entries got no place`);
  }
}

/** Checkpoints in order, once one covers the index. */
async function checkpointsOver({ pool }: Store, index: number): Promise<Growth[]> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(100)) {
    const { rows } = await pool.query<{ size: number; at: string }>(
      'select size, at from checkpoint order by size',
    );
    if ((rows.at(-1)?.size ?? 0) > index) return rows.map(({ size, at }) => ({ size, at: Date.parse(at) }));
    if (Date.now() > deadline) throw new Error('no checkpoint was signed over the last entries');
  }
}
