import { useQuery } from '@tanstack/react-query';
import type { EntryProof } from '#contracts';
import { askOptions, useAnswer } from '../request/ask.js';

/** How often an entry is looked for that no checkpoint covers yet, in milliseconds. */
const lookAgainMs = 3000;

// The cryptography is large, and few look at proofs: it is loaded when somebody does.
const loadCheck = () => import('./check-proof.js');

/** Whether a note is signed by a key of this log, found out by this browser. */
export function useCheckedNote(note: string | null) {
  const { data } = useAnswer('logKeys', {}, note !== null);
  return useQuery({
    queryKey: ['checked-note', note, data],
    queryFn: async () => (await loadCheck()).checkNoteBy(note ?? '', data?.keys ?? []),
    enabled: note !== null && data !== undefined,
  }).data;
}

/** The proof of an entry, looked for until there is one. */
export function useEntryProof(entryId: string, isWanted = true) {
  return useQuery({
    ...askOptions('entryProof', { id: entryId }),
    enabled: isWanted,
    // Until it has its place in the log, the entry is not there.
    retry: true,
    retryDelay: lookAgainMs,
    refetchInterval: ({ state }) => (state.data?.covered ? false : lookAgainMs),
  });
}

/** Whether the proof holds for an entry of this hash, found out by this browser. */
export function useCheckedProof(proof: EntryProof | undefined, leafHash: string, isWanted = true) {
  const { data } = useAnswer('logKeys', {}, isWanted);
  return useQuery({
    queryKey: ['checked-proof', proof, leafHash, data],
    queryFn: async () =>
      proof ? (await loadCheck()).checkEntryProof(proof, leafHash, data?.keys ?? []) : ('unproved' as const),
    enabled: isWanted && proof !== undefined && data !== undefined,
  }).data;
}
