import type { Pool, PoolClient } from 'pg';
import {
  formatVkey,
  isAccepted,
  MalformedNoteError,
  parseCheckpoint,
  parseNote,
  parseVkey,
  verifyNote,
  type Checkpoint,
  type Vkey,
} from '#ledger';
import { sha256 } from '../log/entries.js';
import { KeyFolder, type HeldKey, type KeyPurpose } from './key-folder.js';
import { publishKeys } from './published-keys.js';
import { installationOf, whileNobodySigns } from './signer.js';
import { SignerMemory } from './signer-memory.js';
import { verifyEd25519 } from './verify-ed25519.js';

/** A key of this computer, as the operator is told of it. */
export interface ToldKey {
  purpose: KeyPurpose;
  vkey: string;
  /** When it ceases to sign; null for as long as nobody says so. */
  until: string | null;
}

/** How the signer of this computer stands. */
export interface SignerStatus {
  origin: string;
  folder: string;
  keys: ToldKey[];
  /** What was signed last, as the signer itself remembers it. */
  last: { note: string; size: number } | null;
  refusal: string | null;
  /** Entries in the log. */
  logSize: number;
}

/** Why the operator's wish cannot be granted, in plain words. */
export class NotRememberedError extends Error {
  override readonly name = 'NotRememberedError';
}

const dayMs = 86_400_000;

/** What the operator may do with the signer's keys and memory. */
export class Operator {
  private readonly memory: SignerMemory;

  private constructor(
    private readonly pool: Pool,
    private readonly folder: KeyFolder,
  ) {
    this.memory = new SignerMemory(folder.path);
  }

  /** Null before the founding: there is no log to sign then. */
  static async of(pool: Pool, keysFolder: string): Promise<Operator | null> {
    const installationId = await installationOf(pool);
    return installationId ? new Operator(pool, new KeyFolder(keysFolder, installationId)) : null;
  }

  async status(): Promise<SignerStatus> {
    const { origin, path } = this.folder;
    const [checkpoint, receipt, last, refusal, head] = await Promise.all([
      this.folder.all('checkpoint'),
      this.folder.all('receipt'),
      this.memory.last(),
      this.memory.refusal(),
      this.pool.query<{ size: number }>('select size from log_head'),
    ]);
    return {
      origin,
      folder: path,
      keys: [...told('checkpoint', checkpoint), ...told('receipt', receipt)],
      last: last && { note: last.note, size: last.checkpoint.size },
      refusal,
      logSize: head.rows[0]?.size ?? 0,
    };
  }

  /**
   * Makes a new key of each kind. The old ones sign beside them for some more days, so that whoever knows these
   * alone can get to know the new ones.
   */
  rotate(overlapDays: number): Promise<{ until: string; keys: ToldKey[] }> {
    return whileNobodySigns(this.pool, async (client) => {
      const until = new Date(Date.now() + overlapDays * dayMs).toISOString();
      const made: ToldKey[] = [];
      for (const purpose of ['checkpoint', 'receipt'] as const) {
        made.push(...told(purpose, [await this.folder.rotate(purpose, until)]));
        await publishKeys(client, purpose, await this.folder.all(purpose));
      }
      return { until, keys: made };
    });
  }

  /**
   * Takes a checkpoint that the operator trusts as the one that was signed last, and takes a refusal back. Of a file
   * with several, such as the journal, the last one is taken.
   *
   * @throws NotRememberedError where it is none of this log, or signed by none of its keys
   */
  remember(text: string): Promise<Checkpoint> {
    return whileNobodySigns(this.pool, async (client) => {
      const { origin } = this.folder;
      const note = text.slice(Math.max(0, text.lastIndexOf(`${origin}\n`)));
      const checkpoint = checkpointIn(note);
      if (checkpoint.origin !== origin)
        throw new NotRememberedError(`This is a checkpoint of another log, ${checkpoint.origin}.`);
      if (!isAccepted(verifyNote(parseNote(note), await this.knownKeys(client), verifyEd25519)))
        throw new NotRememberedError('This checkpoint was signed by no key of this log.');
      await this.memory.remember(note);
      await this.memory.resolve();
      return checkpoint;
    });
  }

  private async knownKeys(client: PoolClient): Promise<Vkey[]> {
    const held = await this.folder.all('checkpoint');
    const { rows } = await client.query<{ vkey: string }>(
      `select vkey from log_key where purpose = 'checkpoint'`,
    );
    const texts = new Set([...held.map(({ key }) => formatVkey(key.vkey)), ...rows.map(({ vkey }) => vkey)]);
    return [...texts].map((vkey) => parseVkey(sha256, vkey));
  }
}

const told = (purpose: KeyPurpose, held: readonly HeldKey[]): ToldKey[] =>
  held.map(({ key, until }) => ({ purpose, vkey: formatVkey(key.vkey), until }));

function checkpointIn(note: string): Checkpoint {
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch (fault) {
    if (!(fault instanceof MalformedNoteError)) throw fault;
    throw new NotRememberedError(`This is no checkpoint: ${fault.message}.`);
  }
}
