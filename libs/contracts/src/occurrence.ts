import { z } from 'zod';
import { secondFactors, stepUpWays } from './factors.js';
import { Id, Timestamp } from './primitives.js';
import {
  openedTypes,
  passwordLinkKinds,
  scopeTypes,
  signInMethods,
  tokenAccesses,
  type OccurrenceType,
} from './vocabulary.js';

/** The body of an `attempt.refused` entry. */
export const RefusalBody = z.strictObject({
  command: z.string(),
  objectType: z.string(),
  objectId: z.string().nullable(),
  code: z.string(),
  rule: z.string().nullable(),
});
export type RefusalBody = z.infer<typeof RefusalBody>;

/** The body of a `sign-in.accepted` entry: the session that began, and by what its person showed who they are. */
export const SignInBody = z.strictObject({
  sessionId: Id,
  /** Entries from before there were several ways do not say it. */
  methods: z.array(z.enum(signInMethods)).min(1).optional(),
});
export type SignInBody = z.infer<typeof SignInBody>;

export const signInFaults = [
  'wrong-password',
  'account-closed',
  'no-password',
  'wrong-code',
  'wrong-recovery-code',
  'wrong-passkey',
  'cloned-passkey',
] as const;
export type SignInFault = (typeof signInFaults)[number];

/**
 * The body of a `sign-in.refused` entry. Its actor is the account that was tried, not a person who was shown to
 * be there. What was typed is never in it.
 */
export const SignInRefusedBody = z.strictObject({
  fault: z.enum(signInFaults),
  /** How many attempts failed in a row, this one included; of a long row only some are recorded. */
  failures: z.int().min(1),
});

export type SignInRefusedBody = z.infer<typeof SignInRefusedBody>;

export const sessionEndings = [
  'signed-out',
  'expired',
  'idle',
  'password-set',
  'factors-reset',
  'deactivated',
  'ended-by-owner',
  'ended-by-administrator',
] as const;
export type SessionEnding = (typeof sessionEndings)[number];

/** The body of a `sign-in.ended` entry. Its actor is the session's person. */
export const SignInEndedBody = z.strictObject({
  sessionId: Id,
  ending: z.enum(sessionEndings),
  /** Who ended it, where that was somebody else. */
  byId: Id.optional(),
});
export type SignInEndedBody = z.infer<typeof SignInEndedBody>;

/** The body of the entries that a second factor came or went: which kind; no more is told of it. */
export const FactorBody = z.strictObject({ factor: z.enum(secondFactors) });

/** The body of a `sign-in.recovery-code-used` entry: how many codes are left. */
export const RecoveryCodeBody = z.strictObject({ left: z.int().min(0) });

/** The body of a `sign-in.stepped-up` entry: in which session its person showed again who they are, and how. */
export const SteppedUpBody = z.strictObject({ sessionId: Id, method: z.enum(stepUpWays) });
/** The body of a `token.made` entry. What the token itself says is never in it. */
export const TokenMadeBody = z.strictObject({
  tokenId: Id,
  name: z.string(),
  /** `directory`: for the provider of single sign-on, which tells by it who works here. */
  access: z.enum([...tokenAccesses, 'directory']),
  /** The commands that it may carry; null for all that its person may give. */
  commands: z.array(z.string()).nullable(),
  expiresAt: Timestamp,
});
export type TokenMadeBody = z.infer<typeof TokenMadeBody>;

/** The body of a `token.ended` entry. Its actor is the token's person. */
export const TokenEndedBody = z.strictObject({
  tokenId: Id,
  ending: z.enum(sessionEndings),
  byId: Id.optional(),
});
export type TokenEndedBody = z.infer<typeof TokenEndedBody>;

/** The body of a `password-link.made` entry: who may choose a password by it, and until when. */
export const PasswordLinkMadeBody = z.strictObject({
  linkId: Id,
  kind: z.enum(passwordLinkKinds),
  personId: Id,
  isMailed: z.boolean(),
  expiresAt: Timestamp,
});
export type PasswordLinkMadeBody = z.infer<typeof PasswordLinkMadeBody>;

export const passwordLinkEndings = ['used', 'revoked'] as const;
/** The body of a `password-link.ended` entry; one that merely ran out leaves none. */
export const PasswordLinkEndedBody = z.strictObject({
  linkId: Id,
  kind: z.enum(passwordLinkKinds),
  personId: Id,
  ending: z.enum(passwordLinkEndings),
});
export type PasswordLinkEndedBody = z.infer<typeof PasswordLinkEndedBody>;

/** How an account came to be tied to an identity at the provider of single sign-on. */
export const linkings = ['signed-in', 'verified-email', 'directory', 'first-sign-on'] as const;
/** The body of a `sign-in.linked` entry: by which provider the person may come in from now on. */
export const SignInLinkedBody = z.strictObject({ issuer: z.string(), by: z.enum(linkings) });
export type SignInLinkedBody = z.infer<typeof SignInLinkedBody>;
/** The body of a `sign-in.unlinked` entry. */
export const SignInUnlinkedBody = z.strictObject({ issuer: z.string() });
export type SignInUnlinkedBody = z.infer<typeof SignInUnlinkedBody>;

/** What is taken out of the house as a whole. */
export const exportKinds = ['bundle', 'people'] as const;

/** The body of an `export.made` entry: what left the house, of which part of it, as the log stood at which size. */
export const ExportBody = z.strictObject({
  what: z.enum(exportKinds),
  scope: z.strictObject({ type: z.enum(scopeTypes), id: Id.nullable() }),
  /** Size of the log that the export is of. */
  treeSize: z.int().min(0),
  /** How many of its entries are told in full; of a list of people, how many accounts. */
  entries: z.int().min(0),
});
export type ExportBody = z.infer<typeof ExportBody>;

/** The body of an `emergency-access.used` entry: what was opened for the first time under which access. */
export const EmergencyUseBody = z.strictObject({
  accessId: Id,
  objectType: z.enum(openedTypes),
  objectId: Id,
});
export type EmergencyUseBody = z.infer<typeof EmergencyUseBody>;

/** Every action of an entry that changes no object, the type of record it is, and what its body holds. */
export const occurrences = {
  'attempt.refused': { objectType: 'refusal', body: RefusalBody },
  'sign-in.accepted': { objectType: 'sign-in', body: SignInBody },
  'sign-in.refused': { objectType: 'sign-in', body: SignInRefusedBody },
  'sign-in.ended': { objectType: 'sign-in', body: SignInEndedBody },
  'sign-in.factor-added': { objectType: 'sign-in', body: FactorBody },
  'sign-in.factor-removed': { objectType: 'sign-in', body: FactorBody },
  'sign-in.recovery-code-used': { objectType: 'sign-in', body: RecoveryCodeBody },
  'sign-in.stepped-up': { objectType: 'sign-in', body: SteppedUpBody },
  'token.made': { objectType: 'token', body: TokenMadeBody },
  'token.ended': { objectType: 'token', body: TokenEndedBody },
  'password-link.made': { objectType: 'password-link', body: PasswordLinkMadeBody },
  'password-link.ended': { objectType: 'password-link', body: PasswordLinkEndedBody },
  'sign-in.linked': { objectType: 'sign-in', body: SignInLinkedBody },
  'sign-in.unlinked': { objectType: 'sign-in', body: SignInUnlinkedBody },
  'export.made': { objectType: 'export', body: ExportBody },
  'emergency-access.used': { objectType: 'emergency-use', body: EmergencyUseBody },
} as const satisfies Record<string, { objectType: OccurrenceType; body: z.ZodType }>;

export type OccurrenceAction = keyof typeof occurrences;
export const occurrenceActions = Object.keys(occurrences) as [OccurrenceAction, ...OccurrenceAction[]];
/** Occurrences in which somebody was turned away. */
export const refusedActions = [
  'attempt.refused',
  'sign-in.refused',
] as const satisfies readonly OccurrenceAction[];

export type OccurrenceBodyOf<A extends OccurrenceAction> = z.infer<(typeof occurrences)[A]['body']>;
/** What happened, as it is recorded: an action with its body. */
export type Occurrence = {
  [A in OccurrenceAction]: { action: A; body: OccurrenceBodyOf<A> };
}[OccurrenceAction];
export const OccurrenceBody = z.union([
  RefusalBody,
  SignInBody,
  SignInRefusedBody,
  SignInEndedBody,
  FactorBody,
  RecoveryCodeBody,
  SteppedUpBody,
  TokenMadeBody,
  TokenEndedBody,
  PasswordLinkMadeBody,
  PasswordLinkEndedBody,
  SignInLinkedBody,
  SignInUnlinkedBody,
  ExportBody,
  EmergencyUseBody,
]);
