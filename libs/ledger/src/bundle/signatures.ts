import { toHex, type Sha256 } from '../hashing.js';
import {
  isSameVkey,
  MalformedNoteError,
  parseCheckpoint,
  parseNote,
  parseVkey,
  signatureTypes,
  verifyNote,
  type Checkpoint,
  type NoteVerification,
  type SignedNote,
  type VerifyEd25519,
  type Vkey,
} from '../note/index.js';
import { receiptKeyName } from '../receipt.js';
import { counted, type Findings } from './findings.js';
import type { Roots } from './roots.js';
import type { Place, Proved } from './verdict.js';

/** A checkpoint with its note. */
export interface SignedCheckpoint {
  note: SignedNote;
  checkpoint: Checkpoint;
}

/**
 * Reads a signed checkpoint.
 *
 * @throws MalformedNoteError saying what is not of the form
 */
export function readCheckpoint(text: string): SignedCheckpoint {
  const note = parseNote(text);
  return { note, checkpoint: parseCheckpoint(note.text) };
}

/** What is known beside the bundle. */
export interface Known {
  sha256: Sha256;
  verifyEd25519: VerifyEd25519;
  trusted: readonly Vkey[];
  old: readonly SignedCheckpoint[];
}

/** Checks the checkpoints of a bundle against its tree, and who signed them. */
export class Signatures {
  readonly signers: Proved['signers'] = [];
  readonly oldCheckpoints: number[] = [];
  /** The entries come to the root of the last checkpoint, and no signature on it is wrong. */
  isRootReached = false;
  private readonly found: (SignedCheckpoint & { place: Place })[] = [];
  private readonly keys: Vkey[] = [];

  constructor(
    private readonly known: Known,
    private readonly findings: Findings,
  ) {}

  get hasCheckpoint(): boolean {
    return this.found.length > 0;
  }

  get hasKey(): boolean {
    return this.keys.length > 0;
  }

  takeCheckpoint(text: string, place: Place): void {
    try {
      this.found.push({ ...readCheckpoint(text), place });
    } catch (fault) {
      if (!(fault instanceof MalformedNoteError)) throw fault;
      this.findings.fault('checkpoint-form', place, { reason: fault.message });
    }
  }

  takeKey(text: string, place: Place): void {
    try {
      this.keys.push(parseVkey(this.known.sha256, text));
    } catch (fault) {
      if (!(fault instanceof MalformedNoteError)) throw fault;
      this.findings.fault('key-form', place, { reason: fault.message });
    }
  }

  /** Compares kept checkpoints with the tree once all leaves are read. */
  finish(origin: string, treeSize: number, roots: Roots): void {
    const last = this.found.at(-1);
    for (const one of this.found) this.compare(one, { origin, treeSize, isLast: one === last }, roots);
    if (last) this.signed(last, origin);
    for (const old of this.known.old) this.compareOld(old, { origin, treeSize }, roots);
  }

  private compare(
    { note, checkpoint, place }: SignedCheckpoint & { place: Place },
    { origin, treeSize, isLast }: { origin: string; treeSize: number; isLast: boolean },
    roots: Roots,
  ): void {
    const { size, root } = checkpoint;
    const { wrong } = this.verify(note);
    if (isLast)
      this.isRootReached =
        checkpoint.origin === origin &&
        size === treeSize &&
        roots.at(size) === toHex(root) &&
        wrong.length === 0;
    if (checkpoint.origin !== origin)
      this.findings.fault('checkpoint-origin', place, { expected: origin, found: checkpoint.origin });
    if (isLast ? size !== treeSize : size > treeSize)
      this.findings.fault('checkpoint-size', place, { expected: treeSize, found: size });
    else this.compareRoot(size, root, place, roots, isLast);
    for (const { name } of wrong) this.findings.fault('signature-wrong', place, { found: name });
  }

  private compareRoot(size: number, root: Uint8Array, place: Place, roots: Roots, isLast: boolean): void {
    const computed = roots.at(size);
    if (computed !== null && computed !== toHex(root))
      this.findings.fault('root-differs', { ...place, index: 0, to: size - 1 }, { found: size });
    if (computed === null && !isLast && this.findings.faultCount === 0)
      this.findings.leaveUnproved(
        'checkpoint-not-compared',
        `A checkpoint of ${counted(size, 'entry', 'entries')} in the bundle was not compared: it came after those entries.`,
      );
  }

  /** Looks who signed the checkpoint of the whole tree. */
  private signed({ note, place }: SignedCheckpoint & { place: Place }, origin: string): void {
    const { verified, wrong } = this.verify(note);
    const { trusted } = this.known;
    const ofReceipts = trusted.filter(({ name }) => name === receiptKeyName(origin));
    const isTrusted = (vkey: Vkey) => trusted.some((one) => isSameVkey(one, vkey));
    for (const { vkey, time } of verified)
      this.signers.push({ name: vkey.name, keyId: vkey.keyId, isTrusted: isTrusted(vkey), cosignedAt: time });
    const byLog = verified.filter(({ vkey }) => vkey.type === signatureTypes.ed25519 && vkey.name === origin);
    if (byLog.length === 0) {
      if (wrong.length === 0) this.findings.fault('checkpoint-unsigned', place, { expected: origin });
      return;
    }
    if (trusted.length === 0)
      this.findings.leaveUnproved(
        'key-from-bundle',
        'Who signed: the key is known from the bundle alone. Compare it with the one that you were given, or give it with --key.',
      );
    else if (ofReceipts.length === trusted.length)
      this.findings.hinder('key-for-receipts', {
        found: named(ofReceipts),
        expected: named(byLog.map(({ vkey }) => vkey)),
      });
    else if (!verified.some(({ vkey }) => isTrusted(vkey)))
      this.findings.fault('key-untrusted', place, { found: named(byLog.map(({ vkey }) => vkey)) });
    else
      for (const key of trusted.filter(
        (one) => !ofReceipts.includes(one) && !verified.some(({ vkey }) => isSameVkey(one, vkey)),
      ))
        this.findings.leaveUnproved(
          'trusted-key-did-not-sign',
          `Your key ${key.keyId} of ${key.name} did not sign this checkpoint; another key of yours did.`,
        );
  }

  private compareOld(
    { note, checkpoint }: SignedCheckpoint,
    { origin, treeSize }: { origin: string; treeSize: number },
    roots: Roots,
  ): void {
    const { size, root } = checkpoint;
    const { verified, wrong } = this.verify(note);
    if (wrong.length > 0) this.findings.fault('old-checkpoint-signature', {});
    if (verified.length === 0)
      this.findings.leaveUnproved(
        'old-checkpoint-unsigned',
        `The earlier checkpoint of ${counted(size, 'entry', 'entries')} is signed by no key that is known here; it was compared all the same.`,
      );
    if (checkpoint.origin !== origin) {
      this.findings.fault('old-origin', {}, { expected: origin, found: checkpoint.origin });
      return;
    }
    if (size > treeSize) {
      this.findings.hinder('before-checkpoint', { expected: size, found: treeSize });
      return;
    }
    const computed = roots.at(size);
    if (computed === toHex(root)) this.oldCheckpoints.push(size);
    else if (computed !== null)
      this.findings.fault('rewritten', { index: 0, to: size - 1 }, { expected: size });
  }

  private verify(note: SignedNote): NoteVerification {
    const { trusted, verifyEd25519 } = this.known;
    const others = this.keys.filter((key) => !trusted.some((one) => isSameVkey(one, key)));
    return verifyNote(note, [...trusted, ...others], verifyEd25519);
  }
}

const named = (keys: readonly Vkey[]): string =>
  keys.map(({ name, keyId }) => `${name} (key ${keyId})`).join(', ');
