import { peopleColumns, type PeopleFileFault, type PersonRowFault, type PersonRowWarning } from '#contracts';

const ofFile: Record<PeopleFileFault['code'], (value: string) => string> = {
  'columns-missing': (value) => `The header row has no column ${value}. It is needed.`,
  'columns-unknown': (value) =>
    `The header row has columns that are not known: ${value}. The columns are: ${peopleColumns.join(', ')}.`,
  'columns-twice': (value) => `The header row names a column twice: ${value}.`,
  'no-rows': () => 'The file has a header row and no other.',
  'too-many-rows': (value) =>
    `The file has more than ${value} rows. Split it and import one after the other.`,
  quotes: (value) =>
    `The row that begins on line ${value} has a quotation mark out of place, so nothing after it can be read.`,
};

const ofRow: Record<PersonRowFault['code'], (column: string, value: string) => string> = {
  cells: (_column, value) => `has another number of cells than the header row (${value})`,
  missing: (column) => `${column} is empty`,
  'too-long': (column) => `${column} is too long`,
  'broken-text': (column) => `${column} has control characters or broken Unicode`,
  'not-an-address': (column, value) => `${column} “${value}” is no e-mail address`,
  'unknown-word': (column, value) => `${column} “${value}” is none of the words that are known there`,
  'not-a-date': (column, value) => `${column} “${value}” is no date like 2027-12-31`,
  'in-the-past': (column, value) => `${column} ${value} is over already`,
  'role-missing': (_column, value) => `${value} is filled and role is empty`,
  'scope-missing': () => 'scope is empty, and this scope_type needs it',
  'scope-needless': (_column, value) =>
    `scope “${value}” has no scope_type; write entity, review or recommendation there`,
  'scope-unknown': (_column, value) => `scope “${value}” names nothing that there is`,
  'scope-ambiguous': (_column, value) =>
    `scope “${value}” names several; put the code of the review before it, as in review/R-1`,
  'verifies-alone': () => 'verifies goes with the role auditor alone',
  twice: (_column, value) => `says the same as line ${value}`,
  'says-otherwise': (_column, value) => `has another name or language for this address than line ${value}`,
  'account-closed': (_column, value) => `the account ${value} is closed; open it again first`,
  'grant-differs': (_column, value) =>
    `holds the role ${value} there already, with another end or another right to verify; end that one first`,
  'own-rights': () => 'nobody hands rights to themselves',
  'not-permitted': (_column, value) => `your roles do not allow you to give the role ${value} here`,
};

const ofWarning: Record<PersonRowWarning['code'], (column: string, value: string) => string> = {
  formula: (column) => `${column} begins like a formula; it is taken as the text that it is`,
  'name-kept': (_column, value) => `is called “${value}” here, and stays so`,
  'language-kept': (_column, value) => `has the language ${value} here, and keeps it`,
  'invite-needless': () => 'has an account already, and is not invited',
};

/** What keeps a file from being read, as a sentence. */
export const fileFaultWords = ({ code, value }: PeopleFileFault): string => ofFile[code](value ?? '');
/** What is wrong with a row, as the rest of a sentence. */
export const rowFaultWords = ({ code, column, value }: PersonRowFault): string =>
  ofRow[code](column ?? '', value ?? '');
export const rowWarningWords = ({ code, column, value }: PersonRowWarning): string =>
  ofWarning[code](column ?? '', value ?? '');
