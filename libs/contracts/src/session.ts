import { z } from 'zod';
import { NeedsFactor } from './factors.js';
import { ActorGrant } from './grant.js';
import { PersonState } from './person.js';
import { line, Timestamp } from './primitives.js';

/** Sign-in by e-mail address and password. */
export const SignIn = z.strictObject({
  email: line(254, 3),
  password: z.string().min(1).max(200),
});
export type SignIn = z.infer<typeof SignIn>;

/** The signed-in person, as the client needs it to draw itself. */
export const Me = z.object({
  person: PersonState,
  grants: z.array(ActorGrant),
  /** Goes back in `X-CSRF-Token` with every request that changes something. */
  csrfToken: z.string(),
  installation: z.object({
    name: z.string(),
    simulatedClock: z.boolean(),
    /** Before this nothing was recorded. */
    foundedAt: Timestamp,
  }),
  /** The last leaf index that the person marked as seen; -1 before the first. */
  lastSeenIndex: z.int(),
  /** The log's newest leaf index; -1 while it is empty. */
  headIndex: z.int(),
  /** The account must have a second factor and has none: nothing else is open before. */
  mustAddFactor: z.boolean(),
  /** When an administrator took the account's second factors away, until the person has seen it. */
  factorsResetAt: Timestamp.nullable(),
});
export type Me = z.infer<typeof Me>;

/** The answer to a right password: who is signed in, or that a second factor is asked. */
export const SignInAnswer = z.union([Me, NeedsFactor]);
export type SignInAnswer = z.infer<typeof SignInAnswer>;

export const MarkSeen = z.strictObject({ index: z.int().min(-1).max(Number.MAX_SAFE_INTEGER) });
export type MarkSeen = z.infer<typeof MarkSeen>;

/** A person of a demo, shown with the password on its sign-in page. */
export const DemoPerson = z.object({
  name: z.string(),
  email: z.string(),
  role: z.string(),
  password: z.string(),
});
export type DemoPerson = z.infer<typeof DemoPerson>;
