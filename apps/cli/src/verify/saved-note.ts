import {
  MalformedNoteError,
  NotCanonicalError,
  parseCheckpoint,
  parseNote,
  receiptFormat,
  receiptKeyName,
  receiptText,
  toHex,
  verifyNote,
  type Checkpoint,
  type ReceiptStatement,
  type SignedNote,
  type Vkey,
} from '#ledger';
import { verifyEd25519 } from './node-crypto.js';

/** What a receipt or checkpoint comes to. */
export interface NoteVerdict {
  kind: 'receipt' | 'checkpoint';
  /** `unproved` where no key was given that could have signed it. */
  outcome: 'holds' | 'broken' | 'unproved';
  /** Why it is broken or unproved, as a sentence. */
  fault: string | null;
  origin: string;
  receipt: ReceiptStatement | null;
  checkpoint: { size: number; root: string } | null;
  signers: { name: string; keyId: string; cosignedAt: number | null }[];
  /** Sentences about what is not proved. */
  unproved: string[];
}

type Said = Pick<NoteVerdict, 'kind' | 'origin' | 'receipt' | 'checkpoint'>;

/** The signed note within a text, where it is one, or the answer of the API that holds one; null for all else. */
export function noteIn(text: string): string | null {
  if (!text.trimStart().startsWith('{')) return text.includes('\n— ') ? text : null;
  try {
    const { note } = JSON.parse(text) as { note?: unknown };
    return typeof note === 'string' ? note : null;
  } catch {
    return null;
  }
}

/**
 * Verifies a saved receipt or checkpoint by itself.
 *
 * @param trusted keys that the reader has from elsewhere; without one nothing is proved
 * @param old earlier checkpoints of the same log, as signed notes
 * @throws MalformedNoteError for what is neither
 */
export function verifySavedNote(text: string, trusted: readonly Vkey[], old: readonly string[]): NoteVerdict {
  const note = parseNote(text);
  const said = readNote(note);
  const found = verifyNote(note, trusted, verifyEd25519);
  const signers = found.verified.map(({ vkey: { name, keyId }, time }) => ({
    name,
    keyId,
    cosignedAt: time,
  }));
  const verdict = { ...said, signers, unproved: unprovedOf(said) };
  const broken = (fault: string): NoteVerdict => ({ ...verdict, outcome: 'broken', fault });
  if (found.wrong.length > 0)
    return broken(
      `The signature of ${found.wrong[0]?.name} is wrong: the text or the signature was altered.`,
    );
  const needed = said.kind === 'receipt' ? receiptKeyName(said.origin) : said.origin;
  if (!signers.some(({ name }) => name === needed))
    return { ...verdict, outcome: 'unproved', fault: whatIsNeeded(said, needed, note) };
  const conflict = old.map((one) => conflictWith(said, one, verdict.unproved)).find((one) => one !== null);
  return conflict ? broken(conflict) : { ...verdict, outcome: 'holds', fault: null };
}

/** Which key is needed: receipts are signed by one of their own, so that no checkpoint can pass for one. */
function whatIsNeeded({ kind }: Said, needed: string, { signatures }: SignedNote): string {
  const lines = signatures.filter(({ name }) => name === needed);
  const keys = lines.map(({ name, keyId }) => `${name}, key ${keyId}`).join(' and ');
  const why =
    lines.length > 0
      ? `it is signed by ${keys}, which you did not give`
      : `it bears no signature under the name ${needed}`;
  const key =
    kind === 'receipt'
      ? `Receipts are signed by a key of their own, named ${needed}, and not by the key of the log`
      : `Checkpoints are signed by the key of the log, named ${needed}, and not by the key of its receipts`;
  return `It cannot be proved: ${why}. ${key}: give that one with --key.`;
}

function readNote(note: SignedNote): Said {
  if (note.text.startsWith(`${receiptFormat}\n`)) {
    const receipt = receiptOf(note.text);
    return { kind: 'receipt', origin: receipt.origin, receipt, checkpoint: null };
  }
  const { origin, size, root } = parseCheckpoint(note.text);
  return { kind: 'checkpoint', origin, receipt: null, checkpoint: { size, root: toHex(root) } };
}

function receiptOf(text: string): ReceiptStatement {
  try {
    const receipt = JSON.parse(text.slice(receiptFormat.length + 1)) as ReceiptStatement;
    if (receiptText(receipt) === text && Array.isArray(receipt.entries)) return receipt;
  } catch (fault) {
    if (!(fault instanceof SyntaxError || fault instanceof NotCanonicalError || fault instanceof TypeError))
      throw fault;
  }
  throw new MalformedNoteError('its text is not that of a receipt');
}

function conflictWith(said: Said, text: string, unproved: string[]): string | null {
  const { origin, size, root } = oldCheckpoint(text);
  if (origin !== said.origin) return `The earlier checkpoint is of another log: ${origin}.`;
  if (!said.checkpoint) {
    unproved.push(
      'Whether the log holds this receipt’s entries: verify a bundle with the earlier checkpoint.',
    );
    return null;
  }
  if (said.checkpoint.size < size)
    return `The log had ${size} entries when the earlier checkpoint was signed, and has ${said.checkpoint.size} in this one: it was rolled back.`;
  if (said.checkpoint.size === size)
    return said.checkpoint.root === toHex(root)
      ? null
      : `There are two different logs of ${size} entries under this name: history was rewritten.`;
  unproved.push(
    'Whether the log only grew since the earlier checkpoint: verify a bundle with it, or run a witness.',
  );
  return null;
}

function oldCheckpoint(text: string): Checkpoint {
  return parseCheckpoint(parseNote(text).text);
}

function unprovedOf({ kind }: Said): string[] {
  return kind === 'receipt'
    ? ['Whether the entries are in the log by now: a bundle of it proves that.']
    : ['What the entries say, and whether each step was legal: a bundle proves that.'];
}

/** The receipt’s text for people. */
export function receiptLines({ objectType, objectId, version, at, entries }: ReceiptStatement): string[] {
  return [
    `On ${at}, ${objectType} ${objectId} came to its version ${version} by:`,
    ...entries.map(({ action, id, hash }) => `  ${action}, entry ${id}, hash ${hash}`),
  ];
}
