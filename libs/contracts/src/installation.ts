import { z } from 'zod';
import { line, Recorded } from './primitives.js';

/** The installation itself: one row, founded once. */
export const InstallationState = Recorded.extend({
  name: z.string(),
  /** A demo may set the times of its entries; its first entry declares so. */
  simulatedClock: z.boolean(),
  /** SHA-256 of the workflow definition in force. */
  definitionSha256: z.string(),
});
export type InstallationState = z.infer<typeof InstallationState>;

export const FoundInstallation = z.strictObject({
  name: line(200),
  simulatedClock: z.boolean(),
  definitionSha256: z.string(),
  /** The first administrator's account and grant are founded in the same step. */
  administrator: z.strictObject({ name: line(200), email: z.email().toLowerCase() }),
});
