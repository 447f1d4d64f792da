import { z } from 'zod';
import type { EntryNote } from './history.js';
import { Sha256Hex } from './primitives.js';
import type { RecordType } from './vocabulary.js';

/**
 * Where an entry's body may hold what a law can oblige us to remove: free text and files. At such a place the
 * canonical bytes hold a salted commitment instead of the value. Places are named below `set` and `was`, `*`
 * stands for every item of a list.
 */
export const sensitivePlaces: { readonly [T in RecordType]?: readonly string[] } = {
  recommendation: ['title', 'text'],
  proposal: [
    'change/reason',
    'change/narrative',
    'change/note',
    'change/riskStatement',
    'evidence/*/sha256',
    'decisions/*/reason',
    'decisions/*/tested',
  ],
  action: ['title'],
  evidence: ['title', 'url', 'file'],
  comment: ['text'],
};

/** Sensitive members of every entry's note. */
export const sensitiveNotes = [
  'reason',
  'narrative',
  'tested',
  'riskStatement',
] as const satisfies readonly (keyof EntryNote)[];

/** What stands in the canonical bytes where a value is sensitive. */
export const Commitment = z.strictObject({ commitment: Sha256Hex });
export type Commitment = z.infer<typeof Commitment>;

/** What a commitment holds: kept beside the entry, and removable. */
export const Opening = z.strictObject({
  /** JSON Pointer (RFC 6901) of the place within the body. */
  path: z.string().regex(/^(\/[A-Za-z0-9]+)+$/),
  /** 32 random bytes in hex. */
  salt: Sha256Hex,
  value: z.unknown(),
});
export type Opening = z.infer<typeof Opening>;

/** What stands for a text that was redacted. A file, an address or a file's hash becomes null. */
export const redactedText = '[redacted]';
