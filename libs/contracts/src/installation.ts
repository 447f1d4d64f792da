import { z } from 'zod';
import { line, Recorded } from './primitives.js';

/** What a decision asks of a session: nothing, that its person signed in lately, or showed a second factor lately. */
export const stepUps = ['off', 'recent', 'passkey'] as const;
/** Whose account must have a second factor. Deciders are those whose rights let them decide on proposals. */
export const secondFactorRules = ['optional', 'required-for-deciders', 'required-for-all'] as const;

/** A domain of e-mail addresses, in lower case; those below it are others. */
const EmailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, 'is no domain');
export const accountDomainsMax = 50;

const settings = {
  stepUpForApprovals: z.enum(stepUps),
  /** How many minutes ago counts as lately. */
  stepUpMinutes: z.int().min(1).max(720),
  secondFactor: z.enum(secondFactorRules),
  /** An account is opened at the first single sign-on of whose address is in one of these domains; none, none. */
  accountDomains: z
    .array(EmailDomain)
    .max(accountDomainsMax)
    .refine((domains) => new Set(domains).size === domains.length, 'names one twice'),
};

/** How the installation is set. */
export const InstallationSettings = z.object(settings);
export type InstallationSettings = z.infer<typeof InstallationSettings>;

/** What holds as long as nobody set it. */
const unset: InstallationSettings = {
  stepUpForApprovals: 'off',
  stepUpMinutes: 15,
  secondFactor: 'optional',
  accountDomains: [],
};

/** The installation itself: one row, founded once. Settings are null, or absent, until somebody sets them. */
export const InstallationState = Recorded.extend({
  name: z.string(),
  /** A demo may set the times of its entries; its first entry declares so. */
  simulatedClock: z.boolean(),
  /** SHA-256 of the workflow definition in force. */
  definitionSha256: z.string(),
  stepUpForApprovals: settings.stepUpForApprovals.nullish(),
  stepUpMinutes: settings.stepUpMinutes.nullish(),
  secondFactor: settings.secondFactor.nullish(),
  accountDomains: z.array(z.string()).nullish(),
});
export type InstallationState = z.infer<typeof InstallationState>;

/** The settings in force. */
export const settingsOf = (
  installation: Pick<InstallationState, keyof InstallationSettings>,
): InstallationSettings => ({
  stepUpForApprovals: installation.stepUpForApprovals ?? unset.stepUpForApprovals,
  stepUpMinutes: installation.stepUpMinutes ?? unset.stepUpMinutes,
  secondFactor: installation.secondFactor ?? unset.secondFactor,
  accountDomains: installation.accountDomains ?? unset.accountDomains,
});

/** The installation as its administrators see it: with what holds where nothing was set. */
export const InstallationView = InstallationState.extend(settings);
export type InstallationView = z.infer<typeof InstallationView>;

export const FoundInstallation = z.strictObject({
  name: line(200),
  simulatedClock: z.boolean(),
  definitionSha256: z.string(),
  /** The first administrator's account and grant are founded in the same step. */
  administrator: z.strictObject({ name: line(200), email: z.email().toLowerCase() }),
});

export const ChangeInstallation = z.strictObject({ name: line(200), ...settings }).partial();
