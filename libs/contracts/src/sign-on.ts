import { z } from 'zod';
import { PersonName, Timestamp } from './primitives.js';

/** Why a sign-in by single sign-on came to nothing, as the sign-in page tells it. */
export const signOnFaults = [
  'unavailable',
  'declined',
  'expired',
  'invalid',
  'unknown-person',
  'unverified-email',
  'account-closed',
  'linked-elsewhere',
] as const;
export type SignOnFault = (typeof signOnFaults)[number];

/** What anybody may know of single sign-on before they came in: the name of its provider; null where it is off. */
export const SignOn = z.object({ name: z.string().nullable() });

/** Where in the web client one comes out: an address of this house, never another. */
const ReturnAddress = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[^\\\s]*$/);
export const SignOnStartQuery = z.strictObject({ to: ReturnAddress.default('/') });
export type SignOnStartQuery = z.infer<typeof SignOnStartQuery>;

/** What the provider sends the browser back with; what else it adds, it adds for itself (RFC 6749 section 4.1.2). */
export const SignOnReturn = z.looseObject({
  code: z.string().max(4096).optional(),
  state: z.string().max(512).optional(),
  error: z.string().max(200).optional(),
});
/** Begins the fragment of the address where one comes out who is asked for a second factor first. */
export const secondStepMark = 'second-step=';

/** Where the browser is to go on. */
export const SignOnAddress = z.object({ address: z.string() });

/** A person's own tie to the provider; null where there is none. */
export const OwnSignOn = z.object({
  name: z.string().nullable(),
  linkedAt: Timestamp.nullable(),
  signedInAt: Timestamp.nullable(),
});
export type OwnSignOn = z.infer<typeof OwnSignOn>;

/** How single sign-on is set up by the operator; the secret is never told. */
export const SignOnSetup = z.object({
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  redirectUri: z.string(),
  /** Where the provider's directory tells who works here (SCIM). */
  directoryAddress: z.string(),
  groupsClaim: z.string(),
  trustsEmail: z.boolean(),
  allowedHosts: z.array(z.string()),
});
export type SignOnSetup = z.infer<typeof SignOnSetup>;
export const SignOnState = z.object({ setup: SignOnSetup.nullable() });

/** What came of asking the provider for its description just now. */
export const SignOnTest = z.object({
  isReachable: z.boolean(),
  /** Why it could not be read, in the words of the library. */
  fault: z.string().nullable(),
  /** Whether it takes PKCE with S256; null where it does not say. */
  takesPkce: z.boolean().nullable(),
  authorizationEndpoint: z.string().nullable(),
  tookMs: z.int(),
});
export type SignOnTest = z.infer<typeof SignOnTest>;

/** Somebody who is tied to the provider, and when they last came in by it. */
export const SignOnIdentity = z.object({
  person: PersonName,
  issuer: z.string(),
  subject: z.string(),
  groups: z.array(z.string()),
  linkedAt: Timestamp,
  signedInAt: Timestamp.nullable(),
});
export type SignOnIdentity = z.infer<typeof SignOnIdentity>;
