import { recordTypes } from '#contracts';
import { NotCanonicalError } from '../canonical-json.js';
import { canonicalEntry, type EntryFields } from '../entry.js';
import type { About } from './consequences.js';

/** What an entry says, or why its text is not that of an entry. */
export type ReadEntry = { fields: EntryFields } | { reason: string; about?: About };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const types: ReadonlySet<unknown> = new Set(recordTypes);

/** Reads the canonical text of an entry: it must be, byte for byte, what its own members are written as. */
export function readEntry(canon: string): ReadEntry {
  let fields: EntryFields;
  try {
    fields = JSON.parse(canon) as EntryFields;
  } catch {
    return { reason: 'it is not JSON' };
  }
  if (!isObject(fields)) return { reason: 'it is not a JSON object' };
  const reason = memberFault(fields) ?? canonicalFault(fields, canon);
  return reason ? { reason, about: aboutOf(fields) } : { fields };
}

function aboutOf({ objectId, requestId }: EntryFields): About {
  return { ...(isId(objectId) && { objectId }), ...(typeof requestId === 'string' && { requestId }) };
}

function memberFault(fields: EntryFields): string | null {
  if (!isId(fields.id)) return 'its id is no UUID';
  if (!isId(fields.objectId)) return 'its objectId is no UUID';
  if (!isIdOrNull(fields.actor)) return 'its actor is neither a UUID nor null';
  if (!isIdOrNull(fields.onBehalfOf)) return 'its onBehalfOf is neither a UUID nor null';
  if (!types.has(fields.objectType)) return 'its objectType is none that there is';
  if (typeof fields.action !== 'string' || fields.action === '') return 'it has no action';
  if (typeof fields.requestId !== 'string') return 'it has no requestId';
  if (typeof fields.at !== 'string') return 'it has no time';
  if (fields.prevHash !== null && typeof fields.prevHash !== 'string') return 'its prevHash is no text';
  return isObject(fields.body) ? null : 'its body is no object';
}

function isIdOrNull(value: unknown): boolean {
  return value === null || isId(value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && uuid.test(value);
}

function canonicalFault(fields: EntryFields, canon: string): string | null {
  try {
    return canonicalEntry(fields) === canon ? null : 'its bytes are not the canonical form of what it says';
  } catch (fault) {
    if (fault instanceof NotCanonicalError) return fault.message;
    if (fault instanceof RangeError) return 'its parts are nested too deeply';
    throw fault;
  }
}
