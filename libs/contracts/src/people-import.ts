import { z } from 'zod';
import { CreatePerson } from './person.js';
import { GrantState } from './grant.js';
import { Id, Sha256Hex, verbatim } from './primitives.js';

/** Columns of a list of people, as files name them. A row opens an account, gives it a role, or both. */
export const peopleColumns = [
  'name',
  'email',
  'language',
  'role',
  'scope_type',
  'scope',
  'verifies',
  'ends',
  'reason',
  'invite',
] as const;
export type PeopleColumn = (typeof peopleColumns)[number];

/** Rows and bytes of a list of people at most. */
export const peopleRowsMax = 5000;
export const peopleBytesMax = 2 * 1024 * 1024;

/** Why nothing of a file can be read as a list of people. */
export const peopleFileFaults = [
  'columns-missing',
  'columns-unknown',
  'columns-twice',
  'no-rows',
  'too-many-rows',
  'quotes',
] as const;
/** Why a row cannot be carried out. */
export const personRowFaults = [
  'cells',
  'missing',
  'too-long',
  'broken-text',
  'not-an-address',
  'unknown-word',
  'not-a-date',
  'in-the-past',
  'role-missing',
  'scope-missing',
  'scope-needless',
  'scope-unknown',
  'scope-ambiguous',
  'verifies-alone',
  'twice',
  'says-otherwise',
  'account-closed',
  'grant-differs',
  'own-rights',
  'not-permitted',
] as const;
/** What its author may want to look at in a row that is carried out. */
export const personRowWarnings = ['formula', 'name-kept', 'language-kept', 'invite-needless'] as const;

const said = <const T extends readonly [string, ...string[]]>(codes: T) =>
  z.object({
    code: z.enum(codes),
    column: z.enum(peopleColumns).nullable(),
    /** What stands there, or the line, number or name that the code speaks of. */
    value: z.string().nullable(),
  });
export const PeopleFileFault = said(peopleFileFaults).omit({ column: true });
export type PeopleFileFault = z.infer<typeof PeopleFileFault>;
export const PersonRowFault = said(personRowFaults);
export type PersonRowFault = z.infer<typeof PersonRowFault>;
export const PersonRowWarning = said(personRowWarnings);
export type PersonRowWarning = z.infer<typeof PersonRowWarning>;

/** A row of a list of people, and what would come of it. With neither person nor grant it changes nothing. */
export const PlannedPerson = z.object({
  /** Line of the file on which it begins, from 1. */
  line: z.int(),
  name: z.string(),
  email: z.string(),
  /** The account to be opened; null where there is one. */
  person: CreatePerson.nullable(),
  /** The account that there is; null where it is to be opened, by this row or by one before it. */
  personId: Id.nullable(),
  /** The role to be given; null where there is none to give. */
  grant: GrantState.pick({
    role: true,
    scopeType: true,
    scopeId: true,
    verifies: true,
    endsAt: true,
  })
    .extend({ reason: z.string(), scopeName: z.string().nullable() })
    .nullable(),
  /** Whether an invitation goes out to the account that is opened. */
  invites: z.boolean(),
  faults: z.array(PersonRowFault),
  warnings: z.array(PersonRowWarning),
});
export type PlannedPerson = z.infer<typeof PlannedPerson>;

/** A list of people as it is handed in: the text of a CSV file. */
export const PeopleList = z.strictObject({
  text: verbatim(peopleBytesMax).refine((text) => text.trim() !== '', 'is blank'),
});
export type PeopleList = z.infer<typeof PeopleList>;

/** What would come of a list of people. Nothing is changed by asking. */
export const PeoplePlan = z.object({
  /** SHA-256 of the text in UTF-8, part of the idempotency keys under which its rows are carried out. */
  sha256: Sha256Hex,
  fileFaults: z.array(PeopleFileFault),
  rows: z.array(PlannedPerson).max(peopleRowsMax),
});
export type PeoplePlan = z.infer<typeof PeoplePlan>;

/** Idempotency key of one step of one row, the same through whichever door the list comes. */
export const peopleStepKey = ({ sha256 }: Pick<PeoplePlan, 'sha256'>, line: number, step: string): string =>
  `people:${sha256}:${line}:${step}`;
