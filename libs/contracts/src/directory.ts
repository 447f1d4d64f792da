import { z } from 'zod';
import { tokenDaysMax } from './access.js';
import { Id, line, PersonName, Timestamp } from './primitives.js';

/** Where the directory of the provider of single sign-on tells who works here (SCIM 2.0, RFC 7644). */
export const directoryBase = '/scim/v2';

/** Beginning of every token for the directory, by which scanners for secrets know one. */
export const directoryTokenPrefix = 'uphold_scim_';
export const directoryTokensMax = 10;

/** Makes a token for the directory. It is shown once, and opens nothing but what the directory tells. */
export const MakeDirectoryToken = z.strictObject({
  name: line(100),
  days: z.int().min(1).max(tokenDaysMax).default(180),
});
export type MakeDirectoryToken = z.infer<typeof MakeDirectoryToken>;

export const DirectoryTokenView = z.object({
  id: Id,
  name: z.string(),
  madeBy: PersonName,
  createdAt: Timestamp,
  expiresAt: Timestamp,
  /** To the minute; null where it was never used. */
  lastUsedAt: Timestamp.nullable(),
});
export type DirectoryTokenView = z.infer<typeof DirectoryTokenView>;

/** A token that was just made, with its secret, which is kept nowhere. */
export const MadeDirectoryToken = DirectoryTokenView.extend({ secret: z.string() });
export type MadeDirectoryToken = z.infer<typeof MadeDirectoryToken>;
