import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { consumeFigures, getInstallation, migrate, rowShapes, sequenceBatch } from '#store';
import { dataSource } from '#store';
import type { SeedSize } from '../options.js';
import { patiently, withoutIndexes, writeHarvest } from './bulk.js';
import { departmentCount, engageCast, type Cast } from './cast.js';
import { Journal } from './journal.js';
import { Life, live } from './life.js';
import { Random } from './random.js';
import { rareWords } from './wording.js';

/** Changes whenever the same size means other rows than before. */
const revision = 3;
const livesAtOnce = 2000;
/** Entries by which a life may fall behind before comments make up for it. */
const slack = 50;
const entriesPlacedAtOnce = 20_000;
const rareOccurrences = 1000;
/** The seeded time: two years from here on. */
const began = Date.UTC(2024, 0, 1);
const spanMs = 2 * 365 * 86_400_000;
const tables = ['recommendation', 'proposal', 'action', 'evidence', 'comment', 'leaf', 'figure_member'];

/**
 * Fills the database, unless it holds just this already. The signer's keys go with the old log: it would rightly
 * refuse to sign another one under the same name.
 */
export async function seedDatabase(url: string, size: SeedSize, dataFolder: string): Promise<void> {
  // As the owner of the tables, who may take them away and their indexes with them.
  const source = await dataSource(url).initialize();
  const { master: pool } = source.driver as unknown as { master: Pool };
  try {
    if (await isSeeded(pool, size)) return;
    await empty(pool);
    await rm(join(dataFolder, 'keys'), { recursive: true, force: true });
    await migrate(url);
    await fill(pool, size);
  } finally {
    await source.destroy();
  }
}

async function isSeeded(pool: Pool, { recommendations, entries }: SeedSize): Promise<boolean> {
  const { rows } = await pool.query<{ isOurs: boolean; isInUse: boolean }>(
    `select to_regclass('bench.seeded') is not null as "isOurs",
       to_regclass('public.installation') is not null as "isInUse"`,
  );
  if (!rows[0]?.isOurs) {
    if (rows[0]?.isInUse && (await getInstallation(pool)))
      throw new Error('This database holds an installation that is not of the benchmark: it is left alone.');
    return false;
  }
  const found = await pool.query(
    'select 1 from bench.seeded where recommendations = $1 and entries = $2 and revision = $3',
    [recommendations, entries, revision],
  );
  return found.rowCount === 1;
}

async function empty(pool: Pool): Promise<void> {
  await pool.query(`
    drop schema if exists bench cascade;
    drop schema public cascade;
    create schema public;
    create schema bench;
    create table bench.seeded (recommendations integer, entries integer, revision integer)`);
}

async function fill(pool: Pool, size: SeedSize): Promise<void> {
  const random = new Random(20_130_927);
  const journal = new Journal(random, began, Math.floor(spanMs / size.entries));
  const cast = engageCast(journal, Math.max(departmentCount, Math.round(size.recommendations / 2000)));
  await writeHarvest(pool, journal.harvest());
  await withoutIndexes(pool, tables, async () => {
    await writeLives(pool, { journal, random, cast, size });
    say('placing entries in the log');
    while ((await sequenceBatch(pool, entriesPlacedAtOnce)) > 0);
  });
  say('counting');
  while (await consumeFigures(pool));
  await copyForBare(pool);
  await pool.query('insert into bench.seeded values ($1, $2, $3)', [
    size.recommendations,
    size.entries,
    revision,
  ]);
  await patiently(pool, 'vacuum analyze');
  await pool.query('checkpoint');
  say(`${size.recommendations} recommendations, ${journal.count} entries`);
}

interface Filling {
  journal: Journal;
  random: Random;
  cast: Cast;
  size: SeedSize;
}

async function writeLives(pool: Pool, { journal, random, cast, size }: Filling): Promise<void> {
  const total = size.recommendations;
  const rareEvery = Math.max(1, Math.floor(total / rareOccurrences));
  for (let number = 1; number <= total; number++) {
    const rareWord = number % rareEvery === 0 ? random.pick(rareWords) : undefined;
    const life = new Life(journal, cast, random, number, rareWord);
    live(life, random, size.entries - journal.count - (total - number));
    const due = number === total ? size.entries : (size.entries * number) / total - slack;
    while (journal.count < due) life.comment();
    if (number % livesAtOnce !== 0 && number !== total) continue;
    await writeHarvest(pool, journal.harvest());
    say(`${number} of ${total} recommendations, ${journal.count} entries`);
  }
}

/** The same rows in a table of their own, for the bare server to change: the record of Uphold stays whole. */
async function copyForBare(pool: Pool): Promise<void> {
  say('copying the rows that the bare server changes');
  const { table, columns } = rowShapes.recommendation;
  const copied = [...columns, 'head_hash'].join(', ');
  await patiently(
    pool,
    `create table bench.recommendation (like ${table} including all);
    insert into bench.recommendation (${copied}) select ${copied} from ${table};
    create table bench.audit (
      id        bigint generated always as identity primary key,
      at        timestamptz not null default now(),
      actor_id  uuid not null,
      object_id uuid not null,
      action    text not null,
      body      jsonb not null
    )`,
  );
}

function say(text: string): void {
  process.stdout.write(`seed: ${text}\n`);
}
