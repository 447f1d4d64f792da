import { EmailAddress, languageOf } from '#contracts';
import type { DirectoryUser, ToldUser } from '#store';
import type { Change } from './operations.js';
import { metaOf, schemaNames } from './names.js';
import { wrong } from './scim-fault.js';
import { several, textOf, truthOf, valid } from './values.js';

/** Of a new user nothing is known but that they are active. */
const nobody: ToldUser = {
  userName: '',
  externalId: null,
  displayName: null,
  formatted: null,
  givenName: null,
  familyName: null,
  email: '',
  language: null,
  isActive: true,
};

/** Somebody new, out of the attributes of a resource. */
export const newUser = (changes: readonly Change[]): ToldUser =>
  finished(changes.reduce(changed, nobody), nobody);

/** Somebody as a resource says that takes the place of what was told: what it leaves out is gone (RFC 7644 section 3.5.1). */
export function replacedUser(was: ToldUser, changes: readonly Change[]): ToldUser {
  const { externalId, isActive } = was;
  return finished(changes.reduce(changed, { ...nobody, externalId, isActive }), was);
}

/** Somebody as a PATCH changes what was told. */
export function patchedUser(was: ToldUser, changes: readonly Change[]): ToldUser {
  return finished(changes.reduce(changed, was), was);
}

type Setter = (told: ToldUser, value: unknown, change: Change) => ToldUser;

const text =
  (field: 'externalId' | 'displayName' | 'formatted' | 'givenName' | 'familyName', name: string): Setter =>
  (told, value) => ({ ...told, [field]: textOf(value, name) });

/** What is kept of a user; names in lower case. Everything else that directories send is passed over. */
const setters: Readonly<Record<string, Setter>> = {
  username: (told, value) => ({ ...told, userName: textOf(value, 'userName') ?? '' }),
  externalid: text('externalId', 'externalId'),
  displayname: text('displayName', 'displayName'),
  'name.formatted': text('formatted', 'name.formatted'),
  'name.givenname': text('givenName', 'name.givenName'),
  'name.familyname': text('familyName', 'name.familyName'),
  name: (told, value, { op, path }) => {
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value)))
      throw wrong('invalidValue', 'name is an object');
    const parts = value ?? { formatted: null, givenName: null, familyName: null };
    return Object.entries(parts).reduce(
      (one, [part, given]: [string, unknown]) =>
        changed(one, { op, path: { ...path, attribute: `name.${part.toLowerCase()}` }, value: given }),
      told,
    );
  },
  active: (told, value, { op }) => {
    if (op === 'remove') throw wrong('mutability', 'active is true or false, and cannot be removed');
    return { ...told, isActive: truthOf(value, 'active') };
  },
  preferredlanguage: (told, value) => ({
    ...told,
    language: languageOf(textOf(value, 'preferredLanguage')),
  }),
  emails: (told, value, { op, path: { chosen } }) => {
    if (op === 'remove')
      return chosen?.value === undefined || chosen.value === null ? { ...told, email: '' } : told;
    const address = addressAmong(several(value));
    return address === null ? told : { ...told, email: valid(EmailAddress, address, 'emails') };
  },
  'emails.value': (told, value, { op }) => ({
    ...told,
    email: op === 'remove' ? '' : valid(EmailAddress, value, 'emails'),
  }),
};

function changed(told: ToldUser, change: Change): ToldUser {
  const { op, path, value } = change;
  const setter = Object.hasOwn(setters, path.attribute) ? setters[path.attribute] : undefined;
  return setter ? setter(told, op === 'remove' ? undefined : value, change) : told;
}

/** The address that is meant of several: the primary one, else the one for work, else the first. */
function addressAmong(given: readonly unknown[]): unknown {
  const emails = given.map((one) =>
    typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : { value: one },
  );
  const meant =
    emails.find(({ primary }) => primary === true || primary === 'True' || primary === 'true') ??
    emails.find(({ type }) => type === 'work') ??
    emails[0];
  return meant ? (meant['value'] ?? null) : null;
}

/** Checks what no user is without. Who is told without an address has it as their name, and it follows the name. */
function finished(told: ToldUser, was: ToldUser): ToldUser {
  if (told.userName === '') throw wrong('invalidValue', 'userName is required');
  const named = EmailAddress.safeParse(told.userName);
  const follows = told.email === was.email && was.email === was.userName.toLowerCase();
  if (named.success && (told.email === '' || follows)) return { ...told, email: named.data };
  if (told.email !== '') return told;
  if (was.email !== '') return { ...told, email: was.email };
  throw wrong('invalidValue', 'an e-mail address is required, as userName or in emails');
}

/** Somebody as the directory reads them (RFC 7643 section 4.1): told as it told them, but for what changed since. */
export function userResource(user: DirectoryUser, publicUrl: string) {
  const { id, told, name, email } = user;
  const { userName, externalId, formatted, givenName, familyName, language, isActive } = told;
  const parts = {
    formatted: formatted ?? name,
    ...(givenName !== null && { givenName }),
    ...(familyName !== null && { familyName }),
  };
  return {
    schemas: [schemaNames.user],
    id,
    ...(externalId !== null && { externalId }),
    userName,
    displayName: name,
    name: parts,
    emails: [{ value: email, type: 'work', primary: true }],
    ...(language !== null && { preferredLanguage: language }),
    active: isActive,
    meta: metaOf('User', user, publicUrl),
  };
}
