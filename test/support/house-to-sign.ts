import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseVkey, type Vkey } from '#ledger';
import { Operator, sequenceBatch, signOnce, Store } from '#store';
import { copyTestDatabase, createTestDatabase, type TestDatabase } from './database.js';
import { createSmallWorld } from './small-world.js';
import { leaveEntry } from './sound-log.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** A founded installation, from which each test gets a copy with a key folder of its own. */
export async function foundedDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const store = await Store.open(database.url);
  await createSmallWorld(store);
  while ((await sequenceBatch(store.pool)) > 0);
  await store.close();
  return database;
}

/** A copy of an installation, and the keys with which its log is signed. */
export class HouseToSign {
  private constructor(
    readonly database: TestDatabase,
    readonly store: Store,
    readonly keysFolder: string,
  ) {}

  /** Opens a copy; with the keys of another house, it is that house restored from a backup. */
  static async copyOf(original: TestDatabase, keysFolder?: string): Promise<HouseToSign> {
    const database = await copyTestDatabase(original);
    const folder = keysFolder ?? (await mkdtemp(join(tmpdir(), 'uphold-keys-')));
    return new HouseToSign(database, await Store.open(database.url, { keysFolder: folder }), folder);
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.database.drop();
    await rm(this.keysFolder, { recursive: true, force: true });
  }

  /** Adds entries to the log. */
  async grow(count = 1): Promise<void> {
    for (let entry = 0; entry < count; entry++) await leaveEntry(this.store.pool);
    while ((await sequenceBatch(this.store.pool)) > 0);
  }

  sign() {
    return signOnce(this.store.pool, this.keysFolder);
  }

  async operator(): Promise<Operator> {
    const operator = await Operator.of(this.store.pool, this.keysFolder);
    if (!operator) throw new Error('nothing is founded');
    return operator;
  }

  /** Folder of the installation's keys. */
  async folder(): Promise<string> {
    return join(this.keysFolder, (await readdir(this.keysFolder))[0] ?? '');
  }

  /** Text of a file in that folder. */
  async file(name: string): Promise<string> {
    return readFile(join(await this.folder(), name), 'utf8');
  }

  async checkpoints(): Promise<{ size: number; note: string }[]> {
    const { rows } = await this.store.pool.query<{ size: number; note: string }>(
      'select size, note from checkpoint order by size',
    );
    return rows;
  }

  async publishedKeys(): Promise<Vkey[]> {
    const { rows } = await this.store.pool.query<{ vkey: string }>('select vkey from log_key');
    return rows.map(({ vkey }) => parseVkey(sha256, vkey));
  }

  /** Why the signer refuses, as everybody is told. */
  async toldRefusal(): Promise<string | null | undefined> {
    const { rows } = await this.store.pool.query<{ refusal: string | null }>(
      'select refusal from signer_state',
    );
    return rows[0]?.refusal;
  }
}
