import type { Pool, PoolClient } from 'pg';
import type { EntryBody } from '#contracts';
import { columnName } from '../naming-strategy.js';
import { inTransaction } from '../transaction.js';
import { Pump } from './pump.js';
import { leafChannel } from './sequencer.js';

/** What a recommendation is counted by. */
export const countedFields = [
  'reviewId',
  'leadEntityId',
  'confidentiality',
  'issuance',
  'acceptance',
  'implementation',
  'verification',
  'closure',
] as const;
type Counted = Record<(typeof countedFields)[number], string | null>;

const batchSize = 500;
const columns = countedFields.map(columnName);

/** Keeps the figures up with the log whenever it has grown. */
export function figuresKeeperOf(pool: Pool, url: string, onFault: (fault: unknown) => void): Pump {
  return new Pump({
    url,
    channels: [leafChannel],
    pollMs: 1000,
    restMs: 100,
    work: async (isStopped) => {
      while (!isStopped() && (await consumeFigures(pool)));
    },
    onFault,
  });
}

/**
 * Moves the kept figures on by one batch of the log: each entry of a recommendation moves it from one cell to
 * another. Figures and the index that they are exact for change in one transaction, so that a consumer which
 * dies is simply run again.
 *
 * @returns whether there may be more
 */
export function consumeFigures(pool: Pool): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const [, { rows: leaves }] = await Promise.all([
      client.query({ name: 'lock-cursor', text: `select 1 from consumer where name = 'figures' for update` }),
      client.query<CountedLeaf>({ name: 'leaves-to-count', text: leavesToCount, values: [batchSize] }),
    ]);
    const last = leaves.at(-1);
    if (!last) return false;
    await count(client, leaves);
    await client.query(`update consumer set leaf_index = $1 where name = 'figures'`, [last.index]);
    return leaves.length === batchSize;
  });
}

/** An entry of the log, with its body where it is about a recommendation. */
interface CountedLeaf {
  index: number;
  recommendationId: string | null;
  body: EntryBody | null;
}

const leavesToCount = `
  select leaf.index, case leaf.object_type when 'recommendation' then leaf.object_id end as "recommendationId",
    case leaf.object_type when 'recommendation' then entry.canon::jsonb -> 'body' end as body
  from leaf join entry on entry.id = leaf.entry_id
  where leaf.index > (select leaf_index from consumer where name = 'figures') order by leaf.index limit $1`;

async function count(client: PoolClient, leaves: readonly CountedLeaf[]): Promise<void> {
  const touched = [...new Set(leaves.flatMap(({ recommendationId }) => recommendationId ?? []))];
  if (touched.length === 0) return;
  const { rows } = await client.query<{ id: string; counted: Counted }>({
    name: 'members',
    text: 'select recommendation_id as id, counted from figure_member where recommendation_id = any($1)',
    values: [touched],
  });
  const before = new Map(rows.map(({ id, counted }) => [id, counted]));
  const after = new Map<string, Counted>();
  for (const { recommendationId, body } of leaves) {
    if (!recommendationId || !body) continue;
    const current = after.get(recommendationId) ?? before.get(recommendationId);
    after.set(recommendationId, { ...current, ...countedOf(body.set) } as Counted);
  }
  await Promise.all([keepMembers(client, after), keepCells(client, before, after)]);
}

function countedOf(set: Record<string, unknown>): Partial<Counted> {
  return Object.fromEntries(
    countedFields.filter((field) => field in set).map((field) => [field, set[field]]),
  );
}

async function keepMembers(client: PoolClient, members: ReadonlyMap<string, Counted>): Promise<void> {
  await client.query({
    name: 'keep-members',
    text: `insert into figure_member (recommendation_id, counted)
      select * from unnest($1::uuid[], $2::jsonb[])
      on conflict (recommendation_id) do update set counted = excluded.counted`,
    values: [[...members.keys()], [...members.values()].map((counted) => JSON.stringify(counted))],
  });
}

/** Adds to the cells that were entered and takes from those that were left: those of the review, and those of all. */
async function keepCells(
  client: PoolClient,
  before: ReadonlyMap<string, Counted>,
  after: ReadonlyMap<string, Counted>,
): Promise<void> {
  const changes = new Map<string, number>();
  const add = (counted: Counted, by: number) => {
    for (const cellOf of [counted, { ...counted, reviewId: null }]) {
      const cell = JSON.stringify(countedFields.map((field) => cellOf[field] ?? null));
      changes.set(cell, (changes.get(cell) ?? 0) + by);
    }
  };
  for (const [id, counted] of after) {
    const old = before.get(id);
    if (old) add(old, -1);
    add(counted, 1);
  }
  const cells = [...changes]
    .filter(([, by]) => by !== 0)
    .map(([cell, by]) => [...(JSON.parse(cell) as string[]), by]);
  if (cells.length > 0) await moveCells(client, cells);
}

async function moveCells(client: PoolClient, cells: readonly unknown[]): Promise<void> {
  const { rows } = await client.query<{ place: string; count: number }>({
    name: 'move-cells',
    text: `insert into figure (${columns.join(', ')}, count)
      select (cell ->> 0)::uuid, (cell ->> 1)::uuid, cell ->> 2, cell ->> 3, cell ->> 4, cell ->> 5, cell ->> 6,
        cell ->> 7, (cell ->> 8)::integer
      from jsonb_array_elements($1::jsonb) as cell
      on conflict on constraint figure_cell do update set count = figure.count + excluded.count
      returning ctid as place, count`,
    values: [JSON.stringify(cells)],
  });
  const emptied = rows.filter(({ count }) => count === 0).map(({ place }) => place);
  if (emptied.length > 0) await client.query('delete from figure where ctid = any($1::tid[])', [emptied]);
}
