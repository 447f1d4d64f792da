import { notesAtEnd, verifyBundle } from '#ledger';
import { ReplayJudge } from '#workflow';
import { checkNote, keysIn, noteIn } from './check-note.js';
import { sha256, verifyEd25519 } from './crypto.js';
import { faultsOfGiven, oldCheckpointsIn } from './given-beside.js';
import type { Outcome, Task } from './messages.js';
import { linesOf } from './read-lines.js';

/** Receipts and checkpoints are a few lines; what is larger is a bundle. */
const noteSizeMax = 256 * 1024;
/** In the last bytes of a bundle stand its checkpoints. */
const tailSize = 256 * 1024;

/**
 * Verifies a file, whatever of the three it is, by the same library and the same rules as the command line does.
 *
 * @param onProgress told how many bytes were read
 * @throws Error for what was given beside the file and cannot be read; the page does not come so far
 */
export async function verifyFile(task: Task, onProgress: (bytes: number) => void): Promise<Outcome> {
  const { file, keys } = task;
  const { key, isCheckpointFaulty } = faultsOfGiven(task);
  if (key !== null || isCheckpointFaulty) throw new Error('What was given beside the file cannot be read.');
  const { vkeys } = keysIn(keys);
  const note = file.size <= noteSizeMax ? noteIn(await file.text()) : null;
  if (note !== null) return { kind: 'note', verdict: checkNote(note, vkeys) };
  const verdict = await verifyBundle(linesOf(file, onProgress), {
    sha256,
    verifyEd25519,
    trusted: vkeys,
    oldCheckpoints: oldCheckpointsIn(task),
    notesAhead: notesAtEnd(await file.slice(-tailSize).text()),
    judge: new ReplayJudge(),
  });
  return { kind: 'bundle', verdict };
}
