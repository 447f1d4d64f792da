import { z } from 'zod';
import { line, Recorded, verbatim } from './primitives.js';
import { languages, personStates, type Language } from './vocabulary.js';
import { asOf, PageQuery } from './page.js';

/** An account. The password's hash is kept apart and never enters the history. */
export const PersonState = Recorded.extend({
  name: z.string(),
  email: z.string(),
  language: z.enum(languages),
  state: z.enum(personStates),
  /** How often the password was set; the entry of each change is its record. */
  passwordChanges: z.int(),
  /** How often an administrator took all second factors away; null, or absent, until it was done. */
  factorResets: z.int().nullish(),
});
export type PersonState = z.infer<typeof PersonState>;

/** The language that a tag (RFC 5646) asks for, where there is one of them here. */
export const languageOf = (tag: string | null | undefined): Language | null =>
  languages.find((one) => tag?.toLowerCase() === one || tag?.toLowerCase().startsWith(`${one}-`)) ?? null;

export const EmailAddress = z.email().max(254).toLowerCase();
/** Length rules of NIST SP 800-63B section 3.1.1: at least 12 here, any characters, no composition rules. */
export const NewPassword = verbatim(200, 12);

const details = {
  name: line(200),
  email: EmailAddress,
  language: z.enum(languages),
};

export const CreatePerson = z.strictObject({ ...details, language: details.language.default('en') });
export const ChangePerson = z.strictObject(details).partial();
export const SetPassword = z.strictObject({ password: NewPassword });
export const ResetFactors = z.strictObject({ reason: line(1000) });
/** Chooses one's own password. */
export const ChangePassword = z.strictObject({ password: NewPassword });
export const DeactivatePerson = z.strictObject({ reason: line(1000) });
export const ReactivatePerson = z.strictObject({ reason: line(1000) });

/** An account as others see it: the fields that may be missing are told to few, by rules of their own. */
export const PersonView = PersonState.partial({
  email: true,
  passwordChanges: true,
  version: true,
  createdAt: true,
  updatedAt: true,
});
export type PersonView = z.infer<typeof PersonView>;
export const PersonQuery = PageQuery.extend({
  ...asOf,
  /** Part of a name, or of an address where that is told. */
  search: line(100).optional(),
  state: z.enum(personStates).optional(),
  email: EmailAddress.optional(),
  sort: z.enum(['name', 'email']).default('name'),
});
export type PersonQuery = z.infer<typeof PersonQuery>;
