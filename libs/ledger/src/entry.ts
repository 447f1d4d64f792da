import type { RecordType } from '#contracts';
import { canonicalJson, NotCanonicalError } from './canonical-json.js';

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

/**
 * The exact text of a history entry, whose UTF-8 bytes are hashed as a leaf: RFC 8785 canonical JSON, so its
 * members stand sorted (section 3.2.3), whatever the order in which they were given.
 *
 * @throws NotCanonicalError for a member that is not of its form, or a body without canonical form
 */
export function canonicalEntry(fields: EntryFields): string {
  checkForms(fields);
  return canonicalJson(fields);
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const hash = /^[0-9a-f]{64}$/;
const memberCount = 12;

// Cheap, since every write passes here: the forms that an auditor's own code relies on, and no more.
function checkForms(fields: EntryFields): void {
  const { v, at, prevHash, objectVersion } = fields;
  if (v !== 1) throw new NotCanonicalError('$.v', 'is not 1');
  if (!time.test(at)) throw new NotCanonicalError('$.at', 'is not an RFC 3339 time in UTC with milliseconds');
  if (prevHash !== null && !hash.test(prevHash))
    throw new NotCanonicalError('$.prevHash', 'is not a SHA-256 in hex');
  if (!Number.isSafeInteger(objectVersion) || objectVersion < 1) {
    throw new NotCanonicalError('$.objectVersion', 'is not a version from 1');
  }
  if ((prevHash === null) !== (objectVersion === 1)) {
    throw new NotCanonicalError('$.prevHash', 'is null for the first version of an object and for no other');
  }
  if (Object.keys(fields).length !== memberCount)
    throw new NotCanonicalError('$', 'has other members than an entry has');
}
