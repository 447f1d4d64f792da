import { createHash, randomBytes, type Hash } from 'node:crypto';
import type { Event, Occurrence, OccurrenceType, Opening, RecordType } from '#contracts';
import { canonicalEntry, leafHash, sealedBody } from '#ledger';

/** What surrounds an event in its entry. */
export interface EntryFrame {
  id: string;
  at: string;
  actorId: string | null;
  onBehalfOfId: string | null;
  objectVersion: number;
  /** Leaf hash of the object's entry before, in hex. */
  prevHash: string | null;
  requestId: string;
  reviewId: string | null;
  recommendationId: string | null;
}

/** An entry that is ready to be written: its columns, its canonical bytes and their leaf hash. */
export interface Entry extends EntryFrame {
  objectType: RecordType;
  objectId: string;
  action: string;
  canon: string;
  /** Hex. */
  hash: string;
  /** What the commitments in the canonical bytes hold. */
  openings: readonly Opening[];
}

/** What an entry records: an event of an object, or what happened and changed none. */
type Recordable =
  | Pick<Event, 'action' | 'objectType' | 'objectId' | 'set' | 'was' | 'note'>
  | (Occurrence & { objectType: OccurrenceType; objectId: string });

export const sha256 = (bytes: Uint8Array): Uint8Array => {
  const hash: Hash = createHash('sha256');
  return hash.update(bytes).digest();
};

const freshSalt = (): Uint8Array => randomBytes(32);

/**
 * Makes the entry: canonical bytes by RFC 8785, sensitive values in them as commitments, hashed as a leaf by
 * RFC 9162 section 2.1.1.
 */
export function entryOf(recordable: Recordable, frame: EntryFrame): Entry {
  const { action, objectType, objectId } = recordable;
  const said =
    'body' in recordable
      ? recordable.body
      : { set: recordable.set, was: recordable.was, note: recordable.note };
  const { body, openings } = sealedBody(said, { sha256, objectType, freshSalt });
  const canon = canonicalEntry({
    v: 1,
    id: frame.id,
    at: frame.at,
    actor: frame.actorId,
    onBehalfOf: frame.onBehalfOfId,
    objectType,
    objectId,
    objectVersion: frame.objectVersion,
    prevHash: frame.prevHash,
    action,
    body,
    requestId: frame.requestId,
  });
  return {
    ...frame,
    objectType,
    objectId,
    action,
    canon,
    hash: Buffer.from(leafHash(sha256, canon)).toString('hex'),
    openings,
  };
}
