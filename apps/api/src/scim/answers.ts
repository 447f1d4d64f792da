import { Id } from '#contracts';
import type { DirectoryWord, Store } from '#store';
import type { Protection } from '../protection/protection.js';
import type { SignOnSetting } from '../sign-on/setting.js';
import type { Query } from './list-question.js';
import { schemaNames } from './names.js';
import { ScimFault } from './scim-fault.js';

/** What the doors of the directory work with. */
export interface ScimHouse {
  store: Store;
  protection: Protection;
  setting: SignOnSetting;
}

/** How one request is answered: what it asks, and by whose word it is done. */
export interface ScimCall {
  house: ScimHouse;
  id: string;
  query: Query;
  body: unknown;
  /** What the caller saw, or has already. */
  match: { ifMatch: string | undefined; ifNoneMatch: string | undefined };
  word: DirectoryWord;
}

/** An answer: a resource or a list, or nothing where there is nothing to say. */
export interface ScimAnswer {
  status: 200 | 201 | 204 | 304;
  body?: object;
}
export type ScimDoors = Readonly<
  Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`, (call: ScimCall) => Promise<ScimAnswer>>
>;

export const done = (status: ScimAnswer['status'], body?: object): Promise<ScimAnswer> =>
  Promise.resolve({ status, ...(body && { body }) });

/** What is not there, and what is not the directory's, are the same to it. */
export function nothing(): never {
  throw new ScimFault(404, null, 'there is no such resource');
}

/** A list, or a part of one (RFC 7644 section 3.4.2). */
export const listOf = (resources: readonly object[], totalResults: number, startIndex: number) => ({
  schemas: [schemaNames.list],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** What of an address can be an identifier. */
export const idIn = ({ id }: ScimCall): string => (Id.safeParse(id).success ? id : nothing());

/** Refuses to change what was changed since the caller saw it (RFC 7644 section 3.14). */
export function mustMatch({ match: { ifMatch } }: ScimCall, version: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (!tagsIn(ifMatch).includes(weakly(version)))
    throw new ScimFault(412, null, 'it was changed since: read it again');
}

/** Whether the caller has what they ask for already. */
export const isSeen = ({ match: { ifNoneMatch } }: ScimCall, version: string): boolean =>
  ifNoneMatch !== undefined && tagsIn(ifNoneMatch).includes(weakly(version));

const tagsIn = (header: string): string[] => header.split(',').map((tag) => weakly(tag.trim()));
const weakly = (tag: string): string => tag.replace(/^W\//, '');
