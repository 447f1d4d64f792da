import type { Pool, PoolClient } from 'pg';
import { checkpointText, CompactRange, signNote } from '#ledger';
import { sha256 } from '../log/entries.js';
import { Pump } from '../log/pump.js';
import { leafChannel } from '../log/sequencer.js';
import type { TreeHead } from '../log/tree.js';
import { inTransaction } from '../transaction.js';
import { KeyFolder } from './key-folder.js';
import type { NoteKey } from './note-key.js';
import { hasPublishedKey, publishKeys } from './published-keys.js';
import { publishCheckpoint, tellState, tellUnable } from './published-checkpoint.js';
import { isMalformed, SignerMemory, type Remembered } from './signer-memory.js';
import { treeFault } from './tree-faults.js';

/** How often a checkpoint is signed at most, in milliseconds. */
export const signEveryMs = 10_000;

/** Advisory lock of whoever signs, or changes what the signer keeps. */
const signerLock = 4_071_986;

/** How an attempt to sign ended. */
export interface SigningFate {
  /** Size of the tree whose checkpoint was signed and published; null where there was nothing to sign. */
  signed: number | null;
  /** Why the signer refuses, in plain words; null where it does not. */
  refusal: string | null;
}

export interface SignerOptions {
  pool: Pool;
  url: string;
  /** Root of the key folders. */
  keysFolder: string;
  everyMs?: number;
  /** Hears of each refusal once. */
  onRefusal(reason: string): void;
  onFault(fault: unknown): void;
}

/**
 * Signs a checkpoint whenever the log has grown, at most once in a while. It refuses a log that does not continue
 * what it signed last, and then signs nothing more until the operator resolves it.
 */
export function signerOf(options: SignerOptions): Pump {
  const { pool, url, keysFolder, everyMs = signEveryMs, onRefusal, onFault } = options;
  let told: string | null = null;
  return new Pump({
    url,
    channels: [leafChannel],
    pollMs: everyMs,
    restMs: everyMs,
    work: async () => {
      const { signed, refusal } = await signOnce(pool, keysFolder);
      if (refusal && refusal !== told) onRefusal(refusal);
      told = refusal;
      return signed === null ? 'idle' : undefined;
    },
    onFault,
  });
}

const idle: SigningFate = { signed: null, refusal: null };

/** Signs a checkpoint of the log as it stands, where it has grown and nobody else is signing. */
export async function signOnce(pool: Pool, keysFolder: string): Promise<SigningFate> {
  const installationId = await installationOf(pool);
  if (!installationId) return idle;
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ isMine: boolean }>(
      'select pg_try_advisory_xact_lock($1) as "isMine"',
      [signerLock],
    );
    if (!rows[0]?.isMine) return idle;
    return new Signing(client, new KeyFolder(keysFolder, installationId)).sign();
  });
}

/** Runs `work` while nobody signs. */
export function whileNobodySigns<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [signerLock]);
    return work(client);
  });
}

/** Identifier of the installation; null before its founding. */
export async function installationOf(pool: Pool | PoolClient): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select id from installation');
  return rows[0]?.id ?? null;
}

/** One attempt to sign. */
class Signing {
  private readonly memory: SignerMemory;

  constructor(
    private readonly client: PoolClient,
    private readonly folder: KeyFolder,
  ) {
    this.memory = new SignerMemory(folder.path);
  }

  async sign(): Promise<SigningFate> {
    const standing = await this.memory.refusal();
    if (standing) return this.tell({ signed: null, refusal: standing });
    const keys = await this.keys();
    if (!keys) return this.cannotSign();
    const last = await this.remembered();
    if (typeof last === 'string') return this.refuse(last);
    const tree = await this.head();
    if (!tree) return idle;
    const fault = await treeFault(this.client, last.checkpoint, tree);
    if (fault) return this.refuse(fault);
    return this.tell({ signed: await this.signTree(keys, last, tree), refusal: null });
  }

  private async cannotSign(): Promise<SigningFate> {
    const refusal = `this log is signed with a key that is not in ${this.folder.path}`;
    await tellUnable(this.client, refusal);
    return { signed: null, refusal };
  }

  /** The keys that sign now, the first of them made where the log was never signed; null where they are elsewhere. */
  private async keys(): Promise<NoteKey[] | null> {
    const held = await this.folder.all('checkpoint');
    if (held.length === 0) {
      if (await hasPublishedKey(this.client)) return null;
      const key = this.folder.freshKey('checkpoint');
      // The memory comes first: a key without a memory is a memory that was lost.
      if (await this.memory.isEmpty()) {
        const { origin } = this.folder;
        const root = new CompactRange(sha256).root();
        await this.memory.remember(signNote(checkpointText({ origin, size: 0, root }), key));
      }
      await this.folder.keepFirst('checkpoint', key);
    }
    await publishKeys(this.client, 'checkpoint', await this.folder.all('checkpoint'));
    return (await this.folder.active('checkpoint')).map(({ key }) => key);
  }

  /** What was signed last, or why that is not known. */
  private async remembered(): Promise<Remembered | string> {
    try {
      const last = await this.memory.last();
      if (!last) return 'the signer has a key but has lost its memory of what it signed last';
      return last.checkpoint.origin === this.folder.origin
        ? last
        : `the signer remembers a checkpoint of another log, ${last.checkpoint.origin}`;
    } catch (fault) {
      if (!isMalformed(fault)) throw fault;
      return `the signer cannot read its memory: ${fault.message}`;
    }
  }

  /** The tree over the log; null while the sequencer has still to work it out. */
  private async head(): Promise<CompactRange | null> {
    const { rows } = await this.client.query<TreeHead>('select size, edge from log_head');
    const [head] = rows;
    return head?.edge ? new CompactRange(sha256, head.edge, head.size) : null;
  }

  private async signTree(keys: NoteKey[], last: Remembered, tree: CompactRange): Promise<number | null> {
    const { size } = tree;
    const root = tree.root();
    const hasGrown = size > last.checkpoint.size;
    if (size === 0) return null;
    const note = hasGrown
      ? signNote(checkpointText({ origin: this.folder.origin, size, root }), ...keys)
      : last.note;
    // Remembered first: what was published is never forgotten. What was remembered and then lost on its way to the
    // database is published with the next attempt.
    if (hasGrown) await this.memory.remember(note);
    await this.memory.journal(note);
    const isNew = await publishCheckpoint(this.client, { size, root, note });
    return isNew ? size : null;
  }

  private async refuse(reason: string): Promise<SigningFate> {
    await this.memory.refuse(reason);
    return this.tell({ signed: null, refusal: reason });
  }

  private async tell(fate: SigningFate): Promise<SigningFate> {
    await tellState(this.client, fate.refusal);
    return fate;
  }
}
