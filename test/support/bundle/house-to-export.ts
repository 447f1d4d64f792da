import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { BundleLine, EntryFields, Verdict } from '#ledger';
import { exportPoint } from '#store';
import { eventually } from '../eventually.js';
import { issue } from '../issue-command.js';
import { createSmallWorld, type SmallWorld } from '../small-world.js';
import { startApp, type TestApp } from '../start-app.js';
import { uphold, type Left } from '../terminal.js';

/** A running house whose log is signed, in which some of everything happened, and a folder for what leaves it. */
export class HouseToExport {
  private constructor(
    readonly app: TestApp,
    readonly world: SmallWorld,
    readonly recommendationId: string,
    /** Public key of its checkpoints. */
    readonly vkey: string,
    private readonly folder: string,
  ) {}

  static async build(): Promise<HouseToExport> {
    const app = await startApp({ signs: true });
    const world = await createSmallWorld(app.store);
    const recommendationId = await world.started();
    await busy(app, world, recommendationId);
    await redacted(app, world, recommendationId);
    await signed(app);
    const { rows } = await app.store.pool.query<{ vkey: string }>(
      `select vkey from log_key where purpose = 'checkpoint'`,
    );
    const folder = await mkdtemp(join(tmpdir(), 'uphold-export-'));
    return new HouseToExport(app, world, recommendationId, rows[0]?.vkey ?? '', folder);
  }

  async leave(): Promise<void> {
    await this.app.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Waits until a checkpoint covers everything. */
  signed(): Promise<void> {
    return signed(this.app);
  }

  pathOf(name: string): string {
    return join(this.folder, name);
  }

  /** Exports by the command line into a file of the folder; answers its lines. */
  async exported(name: string, ...more: string[]): Promise<BundleLine[]> {
    const left = await uphold(this.app.databaseUrl, 'export-history', '--out', this.pathOf(name), ...more);
    expect(left).toMatchObject({ code: 0, err: '' });
    return this.linesOf(name);
  }

  async linesOf(name: string): Promise<BundleLine[]> {
    const text = await readFile(this.pathOf(name), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as BundleLine);
  }

  verify(name: string, ...more: string[]): Promise<Left> {
    return uphold(this.app.databaseUrl, 'verify', this.pathOf(name), ...more);
  }

  async verdictOn(name: string, ...more: string[]): Promise<{ code: number; verdict: Verdict }> {
    const left = await this.verify(name, '--json', ...more);
    return { code: left.code, verdict: JSON.parse(left.out) as Verdict };
  }
}

/** Waits until a checkpoint covers everything that a house recorded. */
export async function signed({ settled, store }: TestApp): Promise<void> {
  await settled();
  await eventually(
    () => exportPoint(store.pool),
    ({ checkpoint, logSize, isRedactedSince }) => checkpoint?.size === logSize && !isRedactedSince,
  );
}

/** The entries that a bundle tells in full. */
export const told = (lines: readonly BundleLine[]): EntryFields[] =>
  lines.flatMap((line) => (line.type === 'entry' ? [JSON.parse(line.canon) as EntryFields] : []));

async function busy({ store }: TestApp, world: SmallWorld, recommendationId: string): Promise<void> {
  const staff = await world.actor('staff');
  await issue(store, staff, 'evidence.add-link', {
    recommendationId,
    title: 'Minutes',
    url: 'https://example.org/minutes',
  });
  const about = { objectType: 'recommendation', objectId: recommendationId } as const;
  await issue(store, staff, 'comment.post', { recommendationId, about, text: 'Words about a person.' });
  await world.issued({ confidentiality: 'confidential' });
  const refused = issue(store, await world.actor('observer'), 'comment.post', {
    recommendationId,
    about,
    text: 'May I?',
  });
  await expect(refused).rejects.toThrow();
}

/** Two managers take the words of the comment out of the record. */
async function redacted({ store }: TestApp, world: SmallWorld, recommendationId: string): Promise<void> {
  const { rows } = await store.pool.query<{ id: string }>(
    `select id from entry where action = 'comment.posted'`,
  );
  const targets = rows.map(({ id }) => ({ entryId: id, path: '/set/text' }));
  const asked = await issue(store, await world.actor('manager'), 'redaction.request', {
    recommendationId,
    targets,
    legalBasis: 'personal_data',
    reason: 'The person asked for it.',
  });
  const id = asked.objectId;
  await issue(store, await world.actor('director'), 'redaction.approve', {}, { id, version: 1 });
}
