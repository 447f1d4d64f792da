import {
  cosignatureBy,
  formatNote,
  formatVkey,
  fromHex,
  isAccepted,
  isSameVkey,
  MalformedNoteError,
  readCheckpoint,
  toHex,
  verifyConsistency,
  verifyNote,
  type Cosigner,
  type SignedCheckpoint,
  type Vkey,
} from '#ledger';
import { sha256, verifyEd25519 } from '../verify/node-crypto.js';
import type { LogClient } from './log-client.js';
import { readKey, type WitnessFolder } from './witness-folder.js';

/** How one look at the log ended. */
export type Look =
  | { outcome: 'cosigned'; size: number; from: number | null }
  | { outcome: 'unchanged'; size: number }
  | { outcome: 'empty' }
  /** What the log says cannot be true beside what it said before. */
  | { outcome: 'refused'; reason: string; evidence: string };

/** Why a checkpoint is refused. */
class Inconsistent extends Error {
  override readonly name = 'Inconsistent';
}

/** Follows a log and vouches, by its cosignature, that the log has only grown since it began to look. */
export class Witness {
  constructor(
    private readonly log: LogClient,
    private readonly folder: WitnessFolder,
    private readonly cosigner: Cosigner,
    /** Keys that the operator was given; without them those that are met first are kept. */
    private readonly given: readonly Vkey[],
  ) {}

  /** Looks once: reads the newest checkpoint, compares it with what was seen before, and cosigns it. */
  async look(signal: AbortSignal): Promise<Look> {
    const note = await this.log.checkpoint(signal);
    const newest = await this.folder.newest();
    if (note === null && newest === null) return { outcome: 'empty' };
    try {
      if (note === null) throw new Inconsistent('the log had checkpoints, and shows none now');
      return await this.compare(note, newest, signal);
    } catch (fault) {
      if (!(fault instanceof Inconsistent)) throw fault;
      return {
        outcome: 'refused',
        reason: fault.message,
        evidence: await this.folder.keepRefused(note ?? ''),
      };
    }
  }

  private async compare(text: string, newest: SignedCheckpoint | null, signal: AbortSignal): Promise<Look> {
    const seen = read(text);
    await this.mustBeSigned(seen, signal);
    const { size } = seen.checkpoint;
    if (newest) await this.mustFollow(newest, seen, signal);
    if (newest?.checkpoint.size === size) return { outcome: 'unchanged', size };
    const time = Math.floor(Date.now() / 1000);
    const { text: said, signatures } = seen.note;
    const cosigned = [...signatures, cosignatureBy(said, this.cosigner, time)];
    await this.folder.keepNewest(formatNote({ text: said, signatures: cosigned }));
    return { outcome: 'cosigned', size, from: newest?.checkpoint.size ?? null };
  }

  /** The checkpoint must be signed by a key that is known; keys that sign beside it are known from then on. */
  private async mustBeSigned({ note, checkpoint }: SignedCheckpoint, signal: AbortSignal): Promise<void> {
    const kept = this.given.length > 0 ? this.given : await this.folder.logKeys();
    const offered = this.given.length > 0 ? [] : (await this.log.keys(signal)).map(readKey);
    const trusted = kept.length > 0 ? kept : offered;
    if (!isAccepted(verifyNote(note, trusted, verifyEd25519)))
      throw new Inconsistent(
        `the checkpoint of ${checkpoint.size} entries is not signed by ${trusted.map(formatVkey).join(' or ')}`,
      );
    const { verified } = verifyNote(note, offered, verifyEd25519);
    const fresh = verified
      .map(({ vkey }) => vkey)
      .filter((vkey) => !kept.some((one) => isSameVkey(one, vkey)));
    if (fresh.length > 0) await this.folder.keepLogKeys([...kept, ...fresh]);
  }

  private async mustFollow(
    before: SignedCheckpoint,
    now: SignedCheckpoint,
    signal: AbortSignal,
  ): Promise<void> {
    const [old, fresh] = [before.checkpoint, now.checkpoint];
    if (fresh.origin !== old.origin)
      throw new Inconsistent(`this is another log: ${fresh.origin}, and it was ${old.origin}`);
    if (fresh.size < old.size)
      throw new Inconsistent(
        `the log had ${old.size} entries, and shows only ${fresh.size}: it was rolled back`,
      );
    if (fresh.size === old.size) {
      if (toHex(fresh.root) === toHex(old.root)) return;
      throw new Inconsistent(`the log shows two different histories of ${old.size} entries`);
    }
    if (old.size === 0) return;
    const path = await this.log.consistency(old.size, fresh.size, signal);
    if (!path || !this.isProof(old, fresh, path))
      throw new Inconsistent(
        `the log cannot prove that its ${fresh.size} entries begin with the ${old.size} that were there: history was rewritten`,
      );
  }

  private isProof(
    old: SignedCheckpoint['checkpoint'],
    fresh: SignedCheckpoint['checkpoint'],
    path: string[],
  ): boolean {
    return verifyConsistency(sha256, {
      first: old.size,
      firstRoot: old.root,
      second: fresh.size,
      secondRoot: fresh.root,
      path: path.map(fromHex),
    });
  }
}

function read(text: string): SignedCheckpoint {
  try {
    return readCheckpoint(text);
  } catch (fault) {
    if (!(fault instanceof MalformedNoteError)) throw fault;
    throw new Inconsistent(`what the log shows is no checkpoint: ${fault.message}`);
  }
}
