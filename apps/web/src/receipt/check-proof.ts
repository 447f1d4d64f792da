import type { EntryProof, LogKey } from '#contracts';
import { fromHex, verifyInclusion } from '#ledger';
import { checkNote, keysIn, type NoteVerdict } from '../verify/check-note.js';
import { sha256 } from '../verify/crypto.js';

/** What this browser found of a proof that the installation gave. */
export type ProofOutcome = NoteVerdict['outcome'];

/** Whether a note holds under the keys that the installation publishes. */
export function checkNoteBy(note: string, keys: readonly LogKey[]): NoteVerdict {
  return checkNote(note, keysIn(keys.map(({ vkey }) => vkey).join('\n')).vkeys);
}

/** Whether an entry of this hash is in the tree of the checkpoint that comes with its proof, and that is signed. */
export function checkEntryProof(
  { index, covered }: EntryProof,
  leafHash: string,
  keys: readonly LogKey[],
): ProofOutcome {
  if (!covered || index === null) return 'unproved';
  const { outcome, checkpoint } = checkNoteBy(covered.checkpoint.note, keys);
  if (!checkpoint) return 'unusable';
  const { size, root } = checkpoint;
  const isIncluded = verifyInclusion(sha256, {
    leafHash: fromHex(leafHash),
    index,
    size,
    path: covered.path.map(fromHex),
    root: fromHex(root),
  });
  return isIncluded ? outcome : 'broken';
}
