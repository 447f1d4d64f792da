import type { AnyState } from './replayed-objects.js';
import { personsOf, type ReplayedEntry } from './replayed-entry.js';

/** Steps that only the person may take whom the state names. */
const onlyOf: Readonly<Record<string, { field: string; words: string }>> = {
  'comment.edited': { field: 'authorId', words: 'nobody edits the comment of another' },
  'proposal.withdrawn': { field: 'proposedById', words: 'nobody withdraws the proposal of another' },
};

/** Steps that the person may not take whom the state, or what is made, names. */
const neverOf: Readonly<Record<string, { field: string; words: string }>> = {
  'grant.given': { field: 'personId', words: 'nobody hands rights to themselves' },
  'person.factors-reset': { field: 'id', words: 'nobody resets their own factors' },
  'person.deactivated': { field: 'id', words: 'nobody closes their own account' },
  'redaction.approved': { field: 'requestedById', words: 'nobody decides on their own request' },
  'emergency-access.approved': { field: 'requestedById', words: 'nobody decides on their own request' },
  'emergency-access.refused': { field: 'requestedById', words: 'nobody decides on their own request' },
  'redaction.rejected': { field: 'requestedById', words: 'nobody decides on their own request' },
};

/** Whether the person is the one who may take this step, or none of those who may not; the fault in words, or null. */
export function ownFault(entry: ReplayedEntry, before: AnyState | undefined): string | null {
  const state = (before ?? entry.body.set) as Record<string, unknown>;
  const only = onlyOf[entry.action];
  if (only && state[only.field] !== entry.actor) return only.words;
  const never = neverOf[entry.action];
  return never && personsOf(entry).some((person) => person === state[never.field]) ? never.words : null;
}
