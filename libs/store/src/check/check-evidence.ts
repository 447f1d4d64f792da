import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import type { CheckFinding, Opening } from '#contracts';
import type { EvidenceFiles } from '../files/evidence-files.js';
import type { Store } from '../store.js';
import { Course, type Checked, type CheckOptions } from './course.js';
import { fileOf, registerFiles } from './evidence-register.js';
import { numbersFrom } from './sample.js';

/**
 * Which files are hashed again: all, or a day's share, which is a seventh of them, those that were checked longest
 * ago first, and a few that the seed draws. So each file is hashed at least every seven days.
 */
export type EvidenceExtent = 'all' | { seed: number };

const shareOfAll = 1 / 7;
const shareMin = 100;
const drawn = 20;
const batchSize = 50;

/** A file to hash: what the history says of it, and where it belongs. */
interface FileToCheck {
  storageKey: string;
  entryId: string;
  evidenceId: string;
  recommendationId: string;
  objectVersion: number;
  canon: string | null;
  openings: Opening[] | null;
  /** Places of the entry that were redacted. */
  redacted: { path: string }[] | null;
}

type Outcome = 'ok' | 'missing' | 'altered' | 'redacted';

/**
 * Hashes files of evidence again, earlier versions included, and keeps the result of each as it goes, so that a
 * check which is cut short goes on where it was. What was redacted is no longer looked for.
 *
 * @throws what the signal was aborted with
 */
export async function checkEvidence(
  store: Store,
  files: EvidenceFiles,
  extent: EvidenceExtent,
  options: CheckOptions & { since?: string } = {},
): Promise<Checked> {
  const course = new Course(options);
  const check = new EvidenceCheck(store.pool, files, course, options.signal);
  await registerFiles(store.pool);
  const { total, now } = await extentOf(store.pool);
  const share = extent === 'all' ? total : Math.min(total, Math.max(shareMin, Math.ceil(total * shareOfAll)));
  course.counts.total = share;
  await course.step();
  const since = options.since ?? now;
  await check.oldest(share, since);
  if (extent !== 'all') await check.drawn(extent.seed, since);
  await course.tell();
  return course;
}

async function extentOf(pool: Pool): Promise<{ total: number; now: string }> {
  const { rows } = await pool.query<{ total: number; now: string }>(
    `select (select count(*) from evidence_check) as total, date_trunc('milliseconds', clock_timestamp()) as now`,
  );
  return rows[0] ?? { total: 0, now: new Date().toISOString() };
}

const select = `
  select kept.storage_key as "storageKey", kept.entry_id as "entryId", kept.evidence_id as "evidenceId",
    kept.recommendation_id as "recommendationId", kept.object_version as "objectVersion", entry.canon, opening.openings,
    opening.redacted
  from evidence_check kept left join entry on entry.id = kept.entry_id
    left join opening on opening.entry_id = kept.entry_id`;

class EvidenceCheck {
  constructor(
    private readonly pool: Pool,
    private readonly files: EvidenceFiles,
    private readonly course: Course,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** Hashes so many of those that were not checked since the time, from the one that was checked longest ago. */
  async oldest(count: number, since: string): Promise<void> {
    for (let left = count; left > 0;) {
      const { rows } = await this.pool.query<FileToCheck>(
        `${select} where kept.checked_at is null or kept.checked_at < $1
         order by kept.checked_at nulls first, kept.storage_key limit $2`,
        [since, Math.min(left, batchSize)],
      );
      if (rows.length === 0) return;
      await this.hashAll(rows);
      left -= rows.length;
    }
  }

  /** Hashes a few that nobody can foretell; keys are random, so those after a random one are a sample. */
  async drawn(seed: number, since: string): Promise<void> {
    const next = numbersFrom(seed);
    const from = Array.from({ length: 2 }, () =>
      Math.floor(next() * 256)
        .toString(16)
        .padStart(2, '0'),
    );
    const { rows } = await this.pool.query<FileToCheck>(
      `${select} where kept.storage_key >= $1 and kept.checked_at < $3 order by kept.storage_key limit $2`,
      [`${from[0]}/${from[0]}${from[1]}`, drawn, since],
    );
    await this.hashAll(rows);
  }

  private async hashAll(items: readonly FileToCheck[]): Promise<void> {
    const outcomes: Outcome[] = [];
    for (const item of items) {
      outcomes.push(await this.hashOne(item));
      this.course.count('files');
      this.course.count('done');
      await this.course.step();
    }
    await this.pool.query(
      `update evidence_check set outcome = checked.outcome, checked_at = clock_timestamp()
       from unnest($1::text[], $2::text[]) as checked (storage_key, outcome)
       where evidence_check.storage_key = checked.storage_key`,
      [items.map(({ storageKey }) => storageKey), outcomes],
    );
  }

  private async hashOne(item: FileToCheck): Promise<Outcome> {
    if (isRedacted(item)) return 'redacted';
    const { outcome, why } = await this.compare(item);
    if (outcome === 'ok') return outcome;
    // Its redaction may have removed it between our reading of the history and of the disk.
    if (outcome === 'missing' && (await this.isRedactedNow(item))) return 'redacted';
    this.course.found(findingOf(item, outcome, why));
    return outcome;
  }

  private async compare(item: FileToCheck): Promise<{ outcome: 'ok' | 'missing' | 'altered'; why: string }> {
    const file = item.canon === null ? null : fileOf(item.canon, item.openings);
    if (!file) return { outcome: 'missing', why: 'the history does not say any more what it was' };
    const { storageKey, sha256 } = file;
    const hash = createHash('sha256');
    try {
      const bytes = await this.files.open({ storageKey });
      await pipeline(
        bytes,
        async (chunks: AsyncIterable<Buffer>) => {
          for await (const chunk of chunks) {
            hash.update(chunk);
            this.course.count('bytes', chunk.length);
          }
        },
        ...(this.signal ? [{ signal: this.signal }] : []),
      );
    } catch (fault) {
      this.signal?.throwIfAborted();
      return { outcome: 'missing', why: (fault as NodeJS.ErrnoException).code ?? String(fault) };
    }
    return { outcome: hash.digest('hex') === sha256 ? 'ok' : 'altered', why: '' };
  }

  private async isRedactedNow({ storageKey }: FileToCheck): Promise<boolean> {
    const { rows } = await this.pool.query<FileToCheck>(`${select} where kept.storage_key = $1`, [
      storageKey,
    ]);
    return rows.some(isRedacted);
  }
}

const isRedacted = ({ redacted }: FileToCheck): boolean =>
  (redacted ?? []).some(({ path }) => path === '/set/file');

function findingOf(item: FileToCheck, outcome: 'missing' | 'altered', why: string): CheckFinding {
  const { entryId, evidenceId, objectVersion, recommendationId } = item;
  const name = `the file of version ${objectVersion} of evidence ${evidenceId}`;
  return {
    code: outcome === 'missing' ? 'file-missing' : 'file-altered',
    entryId,
    objectType: 'evidence',
    objectId: evidenceId,
    objectVersion,
    recommendationId,
    words:
      outcome === 'missing'
        ? `${name} cannot be read (${why})`
        : `${name} does not have the bytes whose hash the history holds`,
  };
}
