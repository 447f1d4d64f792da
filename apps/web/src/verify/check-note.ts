import { z } from 'zod';
import { Receipt } from '#contracts';
import {
  MalformedNoteError,
  parseCheckpoint,
  parseNote,
  parseVkey,
  receiptFormat,
  receiptKeyName,
  toHex,
  verifyNote,
  type Checkpoint,
  type Vkey,
} from '#ledger';
import { sha256, verifyEd25519 } from './crypto.js';

const receiptHead = `${receiptFormat}\n`;

/** What the signed text of a receipt says. */
const ReceiptText = Receipt.pick({
  objectType: true,
  objectId: true,
  version: true,
  at: true,
  entries: true,
}).extend({
  origin: z.string(),
});
export type ReceiptText = z.infer<typeof ReceiptText>;

/** What a single signed note comes to: a receipt, or a checkpoint. */
export interface NoteVerdict {
  /** `unproved` where no key was given that could have signed it. */
  outcome: 'holds' | 'broken' | 'unproved' | 'unusable';
  receipt: ReceiptText | null;
  checkpoint: (Omit<Checkpoint, 'root'> & { root: string }) | null;
  signers: { name: string; keyId: string }[];
  /** Where it is unproved: name of the key that is needed, and ids of the keys of that name that it says signed it. */
  needed: { name: string; keyIds: string[] } | null;
}

const unusable: NoteVerdict = {
  outcome: 'unusable',
  receipt: null,
  checkpoint: null,
  signers: [],
  needed: null,
};

/** Whether a text is a signed note, or a receipt as the API answers it, and no bundle. */
export function noteIn(text: string): string | null {
  const trimmed = text.trimStart();
  if (!trimmed.startsWith('{')) return text.includes('\n\u2014 ') ? text : null;
  const answer = z.object({ note: z.string() }).safeParse(jsonOf(text));
  return answer.success ? answer.data.note : null;
}

/** Verifies a receipt or checkpoint by the keys that one has. */
export function checkNote(text: string, vkeys: readonly Vkey[]): NoteVerdict {
  try {
    const note = parseNote(text);
    const said = note.text.startsWith(receiptHead)
      ? { receipt: receiptOf(note.text), checkpoint: null }
      : { receipt: null, checkpoint: checkpointOf(note.text) };
    const found = verifyNote(note, vkeys, verifyEd25519);
    const signers = found.verified.map(({ vkey: { name, keyId } }) => ({ name, keyId }));
    if (found.wrong.length > 0) return { ...said, outcome: 'broken', signers, needed: null };
    const needed = signerOf(said);
    if (signers.some(({ name }) => name === needed))
      return { ...said, outcome: 'holds', signers, needed: null };
    const keyIds = note.signatures.filter(({ name }) => name === needed).map(({ keyId }) => keyId);
    return { ...said, outcome: 'unproved', signers, needed: { name: needed, keyIds } };
  } catch (fault) {
    if (fault instanceof MalformedNoteError || fault instanceof z.ZodError) return unusable;
    throw fault;
  }
}

/** Receipts are signed by a key of their own, so that no checkpoint can pass for one; anybody may cosign beside it. */
const signerOf = ({ receipt, checkpoint }: Pick<NoteVerdict, 'receipt' | 'checkpoint'>) =>
  receipt ? receiptKeyName(receipt.origin) : (checkpoint?.origin ?? '');

const receiptOf = (text: string): ReceiptText => ReceiptText.parse(jsonOf(text.slice(receiptHead.length)));

function checkpointOf(text: string): NonNullable<NoteVerdict['checkpoint']> {
  const { root, ...checkpoint } = parseCheckpoint(text);
  return { ...checkpoint, root: toHex(root) };
}

/** What is no JSON is no receipt either. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The keys that somebody typed, one a line. `faulty` are the lines that are none. */
export function keysIn(typed: string): { vkeys: Vkey[]; faulty: string[] } {
  const lines = typed.split(/\s+/).filter(Boolean);
  const vkeys: Vkey[] = [];
  const faulty: string[] = [];
  for (const line of lines) {
    try {
      vkeys.push(parseVkey(sha256, line));
    } catch (fault) {
      if (!(fault instanceof MalformedNoteError)) throw fault;
      faulty.push(line);
    }
  }
  return { vkeys, faulty };
}
