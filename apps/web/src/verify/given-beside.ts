import { MalformedNoteError, readCheckpoint } from '#ledger';
import { keysIn } from './check-note.js';
import type { Task } from './messages.js';

/** What a person gave beside the file, as they typed or pasted it. */
type Given = Omit<Task, 'file'>;

/** A note that was pasted may have lost the end of its last line, or gained blanks around it. */
const asNote = (pasted: string): string => `${pasted.replaceAll('\r\n', '\n').trim()}\n`;

/** The earlier checkpoints that were given: one, or none. */
export const oldCheckpointsIn = ({ oldCheckpoint }: Given): string[] =>
  oldCheckpoint.trim() === '' ? [] : [asNote(oldCheckpoint)];

/** What cannot be read of it: while there is such a thing, nothing may be called proved or broken. */
export function faultsOfGiven(given: Given): { key: string | null; isCheckpointFaulty: boolean } {
  return {
    key: keysIn(given.keys).faulty[0] ?? null,
    isCheckpointFaulty: !oldCheckpointsIn(given).every(isCheckpoint),
  };
}

function isCheckpoint(text: string): boolean {
  try {
    readCheckpoint(text);
    return true;
  } catch (fault) {
    if (fault instanceof MalformedNoteError) return false;
    throw fault;
  }
}
