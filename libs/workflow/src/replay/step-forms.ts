import {
  entryKinds,
  formOf,
  occurrences,
  type EntryAction,
  type Form,
  type OccurrenceAction,
} from '#contracts';
import { isOpen } from './open-values.js';
import type { ReplayedEntry } from './replayed-entry.js';

/** Fields that an action may change; null where it creates. */
const fieldsOf = new Map<string, ReadonlySet<string> | null>(
  Object.entries(entryKinds).map(([action, { fields }]) => [action, fields && new Set<string>(fields)]),
);
const bodyForms = new Map<string, Form>();

/** Whether an action is one of what merely happened and changed no object. */
export function isOccurrence(action: string): action is OccurrenceAction {
  return Object.hasOwn(occurrences, action);
}

const texts = ['at', 'objectType', 'objectId', 'action', 'requestId'] as const;
const persons = ['actor', 'onBehalfOf'] as const;

/** What is wrong with what stands around an entry's body; null where nothing is. */
export function frameFault(entry: ReplayedEntry): string | null {
  for (const name of texts) if (typeof entry[name] !== 'string') return `${name} is not text`;
  for (const name of persons)
    if (entry[name] !== null && typeof entry[name] !== 'string') return `${name} names nobody`;
  return null;
}

/** What is wrong with the form of an entry, whatever came before it; null where nothing is. */
export function formFault(entry: ReplayedEntry): string | null {
  const { action, objectType } = entry;
  if (isOccurrence(action)) return occurrenceFault(action, entry);
  const kind = Object.hasOwn(entryKinds, action) ? entryKinds[action as EntryAction] : null;
  if (!kind) return 'there is no such action';
  if (kind.objectType !== objectType) return `it is about '${kind.objectType}', not '${objectType}'`;
  return bodyFault(entry);
}

function occurrenceFault(action: OccurrenceAction, entry: ReplayedEntry): string | null {
  const { objectType, body: schema } = occurrences[action];
  if (entry.objectType !== objectType) return `it is about '${objectType}', not '${entry.objectType}'`;
  if (entry.objectVersion !== 1) return 'what merely happened stands by itself, without versions';
  let form = bodyForms.get(action);
  if (!form) bodyForms.set(action, (form = formOf(schema, isOpen)));
  return form(entry.body, 'body');
}

function bodyFault({ action, body }: ReplayedEntry): string | null {
  const { set, was, note } = isPlain(body) ? body : ({} as Partial<typeof body>);
  if (!isPlain(set) || !isPlain(was) || !isPlain(note) || Object.keys(body).length !== 3)
    return 'its body is not made of set, was and note';
  const fields = fieldsOf.get(action);
  if (!fields) return null;
  for (const field of Object.keys(set)) if (!fields.has(field)) return `it may not change ${field}`;
  return null;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
