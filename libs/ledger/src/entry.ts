import type { RecordType } from '#contracts';
import { canonicalJson } from './canonical-json.js';

/** The members of an entry's canonical bytes, version 1. */
export interface EntryFields {
  v: 1;
  id: string;
  /** RFC 3339 UTC with milliseconds. */
  at: string;
  /** Person, or null for the operator founding the installation. */
  actor: string | null;
  onBehalfOf: string | null;
  objectType: RecordType;
  objectId: string;
  /** From 1, one more with each entry of the object. */
  objectVersion: number;
  /** Leaf hash of the object's entry before, in lowercase hex; null for its first. */
  prevHash: string | null;
  action: string;
  body: object;
  requestId: string;
}

/** The exact text of a history entry, whose UTF-8 bytes are hashed as a leaf. Members stand in RFC 8785 order. */
export function canonicalEntry(fields: EntryFields): string {
  return canonicalJson(fields);
}
