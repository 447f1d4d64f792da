import {
  entryKinds,
  Refusal,
  type EntryAction,
  type EntryNote,
  type Event,
  type EventOf,
  type ObjectType,
  type StateOf,
} from '#contracts';

type TypeOf<A extends EntryAction> = (typeof entryKinds)[A]['objectType'] & ObjectType;

/** The event that an object came to be. */
export function created<A extends EntryAction>(
  action: A,
  objectId: string,
  set: EventOf<A>['set'],
  note: EntryNote = {},
): Event {
  return {
    action,
    objectType: entryKinds[action].objectType,
    objectId,
    set,
    was: {},
    note: said(note),
  } as unknown as Event;
}

/**
 * The event that fields of an object changed; what they were is read off its state. A field that its type was given
 * after the object's last entry was null before.
 */
export function changed<A extends EntryAction>(
  action: A,
  state: StateOf[TypeOf<A>],
  set: EventOf<A>['set'],
  note: EntryNote = {},
): Event {
  const was = Object.fromEntries(
    Object.keys(set).map((field) => [field, state[field as keyof typeof state] ?? null]),
  );
  const { objectType } = entryKinds[action];
  return { action, objectType, objectId: state.id, set, was, note: said(note) } as unknown as Event;
}

/** The fields of `wanted` that differ from the state; refused where none does. */
export function differing<S extends object, W extends Partial<S>>(state: S, wanted: W): W {
  const fields = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && !sameValue(state[field as keyof S], value),
  );
  if (fields.length === 0) throw new Refusal('nothing-to-change', 'everything is already as asked');
  return Object.fromEntries(fields) as W;
}

/** A note without the things that were not said: the history holds no nulls for them. */
function said(note: { [K in keyof EntryNote]: EntryNote[K] | null }): EntryNote {
  return Object.fromEntries(
    Object.entries(note).filter(([, value]) => value !== undefined && value !== null),
  );
}

function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftKeys = Object.keys(left);
  return (
    leftKeys.length === Object.keys(right).length &&
    leftKeys.every((key) => sameValue(left[key as keyof typeof left], right[key as keyof typeof right]))
  );
}
