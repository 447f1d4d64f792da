import type { PoolClient } from 'pg';
import { Refusal, type Opening, type RecordType } from '#contracts';
import {
  bundleFormat,
  bundleLine,
  parseCheckpoint,
  parseNote,
  type BundleLine,
  type EntryLine,
} from '#ledger';
import { Parameters } from '../parameters.js';
import { readFor } from '../reading/reader.js';
import type { Store } from '../store.js';
import { exportPoint } from './export-point.js';
import { toldSql, type ExportScope } from './export-scope.js';
import { exportedStates, type NewestEntry } from './exported-states.js';

/** An export that has begun. */
export interface BundleExport {
  treeSize: number;
  /** Entries that the log holds beyond it. */
  beyond: number;
  /** How many leaves were read so far. */
  done: number;
  /** How many of them were told in full. */
  told: number;
  /** Texts of whole lines, to be read once and to the end, or given up with `return`. */
  chunks: AsyncGenerator<string>;
}

const pageSize = 500;
/** The reader may be slow; the snapshot waits for it so long at most, in milliseconds. */
const patienceMs = 120_000;

/**
 * Begins the export of a bundle: everything is read from one snapshot, a page at a time, in memory that does not grow
 * with the log. The snapshot is held until `chunks` is read or given up.
 *
 * @throws Refusal where nothing was signed yet, or a redaction is newer than what was signed
 */
export async function exportBundle(store: Store, scope: ExportScope): Promise<BundleExport> {
  const client = await store.pool.connect();
  try {
    await client.query('begin isolation level repeatable read, read only');
    await client.query(`set local idle_in_transaction_session_timeout = ${patienceMs}`);
    const { checkpoint, logSize, isRedactedSince } = await exportPoint(client);
    if (!checkpoint) throw new Refusal('wrong-state', 'no checkpoint of the history was signed yet');
    if (isRedactedSince)
      throw new Refusal(
        'wrong-state',
        'a redaction is newer than the newest checkpoint: try again in a moment',
      );
    if (scope.actor !== 'operator') await readFor(client, scope.actor.personId);
    const running = { treeSize: checkpoint.size, beyond: logSize - checkpoint.size, done: 0, told: 0 };
    const chunks = lent(client, chunksOf(client, scope, checkpoint, running));
    return Object.assign(running, { chunks });
  } catch (fault) {
    await giveBack(client);
    throw fault;
  }
}

/** Ends an export whether or not its reading began: a generator that never ran has no `finally` to run. */
export async function giveUp({ chunks }: Pick<BundleExport, 'chunks'>): Promise<void> {
  try {
    // The first step puts it within reach of `return`; of one that has ended, nothing comes.
    await chunks.next();
  } finally {
    await chunks.return(undefined);
  }
}

async function* lent(client: PoolClient, chunks: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield* chunks;
  } finally {
    await giveBack(client);
  }
}

async function giveBack(client: PoolClient): Promise<void> {
  let broken: Error | undefined;
  await client.query('rollback').catch((fault: Error) => {
    broken = fault;
  });
  client.release(broken);
}

async function* chunksOf(
  client: PoolClient,
  scope: ExportScope,
  { size, note }: { size: number; note: string },
  running: { done: number; told: number },
): AsyncGenerator<string> {
  const { origin } = parseCheckpoint(parseNote(note).text);
  const exportedAt = new Date().toISOString();
  yield textOf([{ type: 'header', format: bundleFormat, origin, treeSize: size, exportedAt }]);
  const statement = pageStatement(scope, size);
  for (let next = 0; next < size;) {
    const { rows } = await client.query<PageRow>(statement(next));
    const last = rows.at(-1);
    if (!last || rows.length !== last.index - next + 1)
      throw new Error(`the log lacks entries between ${next} and ${last?.index ?? size}`);
    running.told += rows.filter(({ canon }) => canon !== null).length;
    yield textOf(await linesOf(client, rows, size));
    next = last.index + 1;
    running.done = next;
  }
  const { rows: keys } = await client.query<{ vkey: string }>(
    `select vkey from log_key where purpose = 'checkpoint' order by from_at, vkey`,
  );
  yield textOf([{ type: 'checkpoint', note }, ...keys.map(({ vkey }) => ({ type: 'key' as const, vkey }))]);
}

interface PageRow {
  index: number;
  /** Hex; null for an entry that is told in full. */
  hash: string | null;
  canon: string | null;
  openings: Opening[] | null;
  redacted: EntryLine['redacted'] | null;
  objectType: RecordType;
  objectId: string;
  objectVersion: number;
  /** No later entry of the object is within the export. */
  isNewest: boolean;
}

/** Reads leaves from an index on; those that the exporter may not read come as their hashes. */
function pageStatement(scope: ExportScope, size: number) {
  const parameters = new Parameters();
  const told = toldSql(scope, parameters);
  const end = parameters.add(size);
  const limit = parameters.add(pageSize);
  const place = parameters.values.length;
  const text = `
    select page.index, case when not page.told then encode(page.hash, 'hex') end as hash,
      case when page.told then entry.canon end as canon, opening.openings,
      page.object_type as "objectType", page.object_id as "objectId", entry.object_version as "objectVersion",
      page.told and not exists (select 1 from leaf later where later.object_id = page.object_id
        and later.index > page.index and later.index < ${end}) as "isNewest",
      case when opening.redacted <> '[]' then (select jsonb_agg(jsonb_build_object(
        'path', mark ->> 'path', 'by', by.index)) from jsonb_array_elements(opening.redacted) mark
        join leaf_hash by on by.entry_id = (mark ->> 'by')::uuid) end as redacted
    from (
      select place.index, place.entry_id, place.hash, leaf.object_type, leaf.object_id,
        leaf.index is not null and ${told} as told
      from leaf_hash place left join leaf on leaf.index = place.index
        left join recommendation on recommendation.id = leaf.recommendation_id
        left join evidence on leaf.object_type = 'evidence' and evidence.id = leaf.object_id
      where place.index >= $${place + 1} and place.index < ${end} order by place.index limit ${limit}
    ) page left join entry on page.told and entry.id = page.entry_id
    left join opening on page.told and opening.entry_id = page.entry_id
    order by page.index`;
  return (from: number) => ({ text, values: [...parameters.values, from] });
}

async function linesOf(client: PoolClient, rows: readonly PageRow[], size: number): Promise<BundleLine[]> {
  const newest: NewestEntry[] = rows.filter(({ isNewest }) => isNewest);
  const states = await exportedStates(client, newest, size);
  return rows.map(({ index, hash, canon, openings, redacted, objectId, isNewest }) => {
    if (canon === null) return { type: 'leaf', index, hash: hash ?? '' };
    const state = isNewest ? states.get(objectId) : undefined;
    return {
      type: 'entry',
      index,
      canon,
      ...(openings && openings.length > 0 && { openings }),
      ...(redacted && { redacted }),
      ...(state && { state }),
    };
  });
}

const textOf = (lines: readonly BundleLine[]): string =>
  lines.map((line) => `${bundleLine(line)}\n`).join('');
