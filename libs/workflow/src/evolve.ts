import type { Event, FoldedField, ObjectType, StateOf } from '#contracts';

/** What folding takes from the entry around an event. */
export interface Recording {
  /** RFC 3339 UTC with milliseconds. */
  at: string;
  objectVersion: number;
}

/**
 * State of an object after an event: the one fold. Replaying an object's entries through it, from null, gives
 * its current row, and up to any earlier entry the row as it was then.
 */
export function evolve<T extends ObjectType>(
  state: StateOf[T] | null,
  event: Pick<Event, 'objectId' | 'set'>,
  recording: Recording,
): StateOf[T] {
  const folded = {
    id: event.objectId,
    version: recording.objectVersion,
    createdAt: state?.createdAt ?? recording.at,
    updatedAt: recording.at,
  } satisfies Pick<StateOf[ObjectType], FoldedField>;
  return { ...state, ...event.set, ...folded } as StateOf[T];
}
