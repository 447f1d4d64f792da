import { z } from 'zod';
import { Id, line, Timestamp } from './primitives.js';
import type { SignInMethod } from './vocabulary.js';

/** What somebody has or keeps beside a password. */
export const secondFactors = ['totp', 'passkey', 'recovery-code'] as const satisfies readonly SignInMethod[];
export type SecondFactor = (typeof secondFactors)[number];

/** Ways in which a signed-in person may show again who they are. */
export const stepUpWays = ['password', ...secondFactors] as const;
export type StepUpWay = (typeof stepUpWays)[number];

/** What would do where a session's last sign-in does not: one of these ways, not longer ago than so many minutes. */
export const StepUpAsked = z.object({ ways: z.array(z.enum(stepUpWays)), minutes: z.int() });
export type StepUpAsked = z.infer<typeof StepUpAsked>;

const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
/** A code of six digits, of an authenticator (RFC 6238). */
export const OneTimeCode = z.string().regex(/^\d{6}$/);
/** A recovery code, with or without its hyphens, in any case. */
export const RecoveryCode = z.string().min(16).max(40);
const Secret = z.string().min(1).max(200);

const credential = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string().max(60), z.unknown()),
};

/** What a browser answers when a passkey was used (WebAuthn level 3, AuthenticationResponseJSON). */
export const PasskeyAnswer = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(8_000),
    authenticatorData: base64url(8_000),
    signature: base64url(8_000),
    userHandle: base64url(200).optional(),
  }),
});
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

/** What a browser answers when a passkey was made (WebAuthn level 3, RegistrationResponseJSON). */
export const NewPasskeyAnswer = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(8_000),
    attestationObject: base64url(32_000),
    authenticatorData: base64url(16_000).optional(),
    transports: z
      .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
      .max(8)
      .optional(),
    publicKeyAlgorithm: z.int().min(-70_000).max(70_000).optional(),
    publicKey: base64url(8_000).optional(),
  }),
});
export type NewPasskeyAnswer = z.infer<typeof NewPasskeyAnswer>;

/** One way of showing a second factor. */
export const FactorProof = z.union([
  z.strictObject({ code: OneTimeCode }),
  z.strictObject({ recoveryCode: RecoveryCode }),
  z.strictObject({ passkey: PasskeyAnswer }),
]);
export type FactorProof = z.infer<typeof FactorProof>;

/** The answer to a right password of an account that has a second factor: no session yet, but a ticket for one. */
export const NeedsFactor = z.object({
  needs: z.literal('second-factor'),
  /** Good for one session, for five minutes and a few tries. */
  ticket: z.string(),
  ways: z.array(z.enum(secondFactors)),
});
export type NeedsFactor = z.infer<typeof NeedsFactor>;

const ticket = base64url(60);
/** A second factor that is shown for a ticket. */
export const ShowFactor = z.strictObject({ ticket, proof: FactorProof });
export type ShowFactor = z.infer<typeof ShowFactor>;

/** Asks for the challenge of a passkey: as second factor for a ticket, or to sign in by it alone. */
export const AskPasskey = z.strictObject({ ticket: ticket.optional() });
export type AskPasskey = z.infer<typeof AskPasskey>;

export const PasskeySignIn = z.strictObject({ passkey: PasskeyAnswer });
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;

/** Shows again who one is: by password or a second factor. */
export const StepUp = z.union([z.strictObject({ password: Secret }), ...FactorProof.options]);
export type StepUp = z.infer<typeof StepUp>;

/** Options for `navigator.credentials`, as `@simplewebauthn/browser` takes them; their form is the standard's. */
export const PasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()) });
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

/** A passkey as its owner sees it. */
export const PasskeyView = z.object({
  id: Id,
  name: z.string(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
  /** Kept by a service for several devices. */
  isSynced: z.boolean(),
});
export type PasskeyView = z.infer<typeof PasskeyView>;

/** The second factors of the signed-in person. */
export const FactorsView = z.object({
  /** Since when codes of an authenticator are asked; null where there is none. */
  totpSince: Timestamp.nullable(),
  /** Whether this installation can keep the secrets of authenticators. */
  isTotpOffered: z.boolean(),
  passkeys: z.array(PasskeyView).max(20),
  recoveryCodesLeft: z.int(),
  hasPassword: z.boolean(),
});
export type FactorsView = z.infer<typeof FactorsView>;

/** Recovery codes, told this once; null where the person has some already. */
export const FreshCodes = z.object({ recoveryCodes: z.array(z.string()).nullable() });
export type FreshCodes = z.infer<typeof FreshCodes>;

/** The secret of an authenticator that is being set up, told this once. */
export const TotpEnrolment = z.object({
  secret: z.string(),
  /** The same for a QR code: an `otpauth` address. */
  uri: z.string(),
});
export type TotpEnrolment = z.infer<typeof TotpEnrolment>;

export const ConfirmTotp = z.strictObject({ code: OneTimeCode });
export type ConfirmTotp = z.infer<typeof ConfirmTotp>;
export const passkeysMax = 20;
const passkeyName = line(60);
export const AddPasskey = z.strictObject({ name: passkeyName, passkey: NewPasskeyAnswer });
export type AddPasskey = z.infer<typeof AddPasskey>;
export const RenamePasskey = z.strictObject({ name: passkeyName });
export type RenamePasskey = z.infer<typeof RenamePasskey>;
