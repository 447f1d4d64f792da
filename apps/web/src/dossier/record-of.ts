import type { Axis, DueDate, HistoryEntry } from '#contracts';

/** What of an entry a dossier names beside everything it tells: when, by whom, for whom, on which decision. */
export interface Source {
  entry: HistoryEntry;
  /** The proposal whose decision brought it about; null where it was done at once. */
  proposalId: string | null;
}

/** Fields that an entry set, and what was said with it; null for what merely happened. */
export function changeIn({ body }: HistoryEntry) {
  return 'set' in body ? body : null;
}

const sourceOf = (entry: HistoryEntry): Source => ({
  entry,
  proposalId: changeIn(entry)?.note.proposalId ?? null,
});

/** The states that one axis of a recommendation took, from its first to the one that it has. */
export function statesOf(entries: readonly HistoryEntry[], axis: Axis): (Source & { state: string })[] {
  return entries
    .filter(({ objectType }) => objectType === 'recommendation')
    .flatMap((entry) => {
      const state = changeIn(entry)?.set[axis];
      return typeof state === 'string' ? [{ ...sourceOf(entry), state }] : [];
    });
}

export interface DueMove extends Source {
  from: string | null;
  to: string | null;
  precision: DueDate['precision'];
}

/** Every date by which it was due, and why it moved. */
export function dueMovesOf(entries: readonly HistoryEntry[]): DueMove[] {
  return entries.flatMap((entry) => {
    const change = changeIn(entry);
    if (entry.objectType !== 'recommendation' || !change || !('dueDate' in change.set)) return [];
    const { dueDate: to, duePrecision } = change.set as { dueDate: string | null; duePrecision?: string };
    if (to === null) return [];
    return [
      {
        ...sourceOf(entry),
        from: (change.was.dueDate as string | null | undefined) ?? null,
        to,
        precision: (duePrecision ?? 'day') as DueDate['precision'],
      },
    ];
  });
}

const decisions: Record<string, 'approved' | 'rejected' | 'returned'> = {
  'proposal.approved': 'approved',
  'proposal.rejected': 'rejected',
  'proposal.returned': 'returned',
};

export interface DecisionRecord {
  entry: HistoryEntry;
  outcome: 'approved' | 'rejected' | 'returned';
  /** The version of the proposal that the decider had before them. */
  decidedOn: number;
}

/** Decisions on a proposal, each with the version that it was given on. */
export function decisionsOn(entries: readonly HistoryEntry[], proposalId: string): DecisionRecord[] {
  return entries
    .filter(({ objectType, objectId }) => objectType === 'proposal' && objectId === proposalId)
    .flatMap((entry) => {
      const outcome = decisions[entry.action];
      return outcome ? [{ entry, outcome, decidedOn: entry.objectVersion - 1 }] : [];
    });
}

/** The files that an item of evidence had, by the version at which each came. */
export function filesOf(
  entries: readonly HistoryEntry[],
  evidenceId: string,
): { version: number; sha256: string | null }[] {
  return entries
    .filter(({ objectType, objectId }) => objectType === 'evidence' && objectId === evidenceId)
    .flatMap((entry) => {
      const set = changeIn(entry)?.set;
      if (!set || !('file' in set)) return [];
      const file = set.file as { sha256?: string } | null;
      return [{ version: entry.objectVersion, sha256: file?.sha256 ?? null }];
    });
}
