import { useQuery } from '@tanstack/react-query';
import type { EntryProof, LogKey } from '#contracts';
import { ask, askOptions } from '../request/ask.js';

/** How often an entry is looked for that no checkpoint covers yet, in milliseconds. */
const lookAgainMs = 3000;

type Checks = typeof import('./check-proof.js');

// The cryptography is large, and few look at proofs: it is loaded when somebody does. The keys are asked for with it,
// since what was signed a moment ago may be signed with one that was not published before.
async function withChecks<T>(work: (checks: Checks, keys: readonly LogKey[]) => T): Promise<T> {
  const [checks, { keys }] = await Promise.all([import('./check-proof.js'), ask('logKeys')]);
  return work(checks, keys);
}

/** Whether a note is signed by a key of this log, found out by this browser. */
export function useCheckedNote(note: string | null) {
  return useQuery({
    queryKey: ['checked-note', note],
    queryFn: () => withChecks(({ checkNoteBy }, keys) => checkNoteBy(note ?? '', keys)),
    enabled: note !== null,
  }).data;
}

/** The proof of an entry, looked for until there is one. */
export function useEntryProof(entryId: string) {
  return useQuery({
    ...askOptions('entryProof', { id: entryId }),
    refetchInterval: ({ state }) => (state.data?.covered ? false : lookAgainMs),
  });
}

/** Whether the proof holds for an entry of this hash, found out by this browser. */
export function useCheckedProof(proof: EntryProof | undefined, leafHash: string) {
  return useQuery({
    queryKey: ['checked-proof', proof, leafHash],
    queryFn: () =>
      withChecks(({ checkEntryProof }, keys) =>
        proof ? checkEntryProof(proof, leafHash, keys) : 'unproved',
      ),
    enabled: proof !== undefined,
  }).data;
}
