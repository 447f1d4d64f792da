import { z } from 'zod';
import { Id, LeafIndex, Sha256Hex, Timestamp } from './primitives.js';

/** How many leaves a tree has, in an address. */
const TreeSize = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A signed checkpoint: the note, and what its text says. */
export const CheckpointView = z.object({
  size: z.int(),
  root: Sha256Hex,
  /** C2SP tlog-checkpoint as a signed-note. */
  note: z.string(),
  at: Timestamp,
});
export type CheckpointView = z.infer<typeof CheckpointView>;

/** A public key of the log. */
export const LogKey = z.object({
  /** As C2SP signed-note writes verifier keys. */
  vkey: z.string(),
  purpose: z.enum(['checkpoint', 'receipt']),
  fromAt: Timestamp,
  /** When it ceases to sign; null for as long as nobody says so. */
  untilAt: Timestamp.nullable(),
});
export type LogKey = z.infer<typeof LogKey>;

/** How the log and its signer fare. */
export const LogStatus = z.object({
  /** Name of the log in its checkpoints; null before the founding. */
  origin: z.string().nullable(),
  /** Entries that have their place. */
  size: z.int(),
  checkpoint: CheckpointView.nullable(),
  /** Seconds since the newest checkpoint was signed. */
  checkpointAge: z.number().nullable(),
  /** When the signer last looked, and why it refuses to sign, if it does; null where no signer was ever at work. */
  signer: z.object({ seenAt: Timestamp, refusal: z.string().nullable() }).nullable(),
});
export type LogStatus = z.infer<typeof LogStatus>;

export const InclusionQuery = z.strictObject({
  index: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  size: TreeSize,
});
export type InclusionQuery = z.infer<typeof InclusionQuery>;

/** That a leaf stands at an index of the tree of a size, by RFC 9162 section 2.1.3. */
export const InclusionProof = z.object({
  index: LeafIndex,
  size: z.int(),
  leafHash: Sha256Hex,
  path: z.array(Sha256Hex),
});
export type InclusionProof = z.infer<typeof InclusionProof>;

export const ConsistencyQuery = z.strictObject({ from: TreeSize, to: TreeSize });
export type ConsistencyQuery = z.infer<typeof ConsistencyQuery>;

/** That the tree of a size begins with all that the tree of an earlier one held, by RFC 9162 section 2.1.4. */
export const ConsistencyProof = z.object({ from: z.int(), to: z.int(), path: z.array(Sha256Hex) });
export type ConsistencyProof = z.infer<typeof ConsistencyProof>;

/** Where an entry stands in the log, and that it is in the tree of the newest checkpoint. */
export const EntryProof = z.object({
  entryId: Id,
  /** Null for the moment until the sequencer has given it its place. */
  index: LeafIndex.nullable(),
  leafHash: Sha256Hex,
  /** Null while no checkpoint covers the entry. */
  covered: z.object({ path: z.array(Sha256Hex), checkpoint: CheckpointView }).nullable(),
});
export type EntryProof = z.infer<typeof EntryProof>;
