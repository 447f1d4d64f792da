import type { Secret } from './secrets.js';

/** What comes with a command beside itself. */
export interface CommandContext {
  requestId: string;
  /** Version of the object that the person saw; for a proposal, of the recommendation. Null where none was seen. */
  expectedVersion: number | null;
  idempotencyKey?: string;
  /** The session in which the person gave the command; none where a token or the house itself did. */
  sessionId?: string;
  /** Whether the operator's command line gives it, in the name of a person, where nobody shows who they are. */
  isAtConsole?: boolean;
  /** Simulated time of the entry; an installation that was not founded as a demo refuses it. */
  at?: string;
  /** Where nobody acts: the provider of single sign-on by whose word it is done. */
  provider?: string;
  /** What must be kept with the change but never enters the history. */
  secret?: Secret;
}
