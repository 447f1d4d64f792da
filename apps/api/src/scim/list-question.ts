import { Id } from '#contracts';
import { attributeOf, parseFilter } from './filter.js';
import { pageMax } from './described.js';
import { wrong } from './scim-fault.js';

/** How a list, or what is told of each resource, was asked for; one value each. */
export type Query = Readonly<Record<string, unknown>>;

/** No directory has so many. */
const startMax = 1_000_000;

/** Which part of a list is asked for (RFC 7644 section 3.4.2.4); where it begins and how much, within bounds. */
export function sliceOf(query: Query): { startIndex: number; count: number } {
  const startIndex = wholeNumber(query, 'startIndex') ?? 1;
  const count = wholeNumber(query, 'count') ?? pageMax;
  return {
    startIndex: Math.min(Math.max(startIndex, 1), startMax),
    count: Math.min(Math.max(count, 0), pageMax),
  };
}

function wholeNumber(query: Query, name: string): number | null {
  const given = textIn(query, name);
  if (given === null) return null;
  if (!/^-?\d{1,9}$/.test(given)) throw wrong('invalidValue', `${name} is a whole number`);
  return Number(given);
}

function textIn(query: Query, name: string): string | null {
  const given = query[name];
  if (given === undefined) return null;
  if (typeof given !== 'string') throw wrong('invalidValue', `${name} is given once`);
  return given;
}

/** What may be asked by: the name of an attribute in lower case, the field that it stands for, and what it holds. */
export type Asked<F extends string> = Readonly<Record<string, { field: F; holds: 'text' | 'id' | 'truth' }>>;

/** The terms of a list's filter. Null where one of them names an identifier that cannot be one: nothing fits then. */
export function termsOf<F extends string>(
  query: Query,
  asked: Asked<F>,
): { field: F; value: string | boolean }[] | null {
  const filter = textIn(query, 'filter');
  if (filter === null) return [];
  const terms = parseFilter(filter).map(({ attribute, value }) => {
    const known = Object.hasOwn(asked, attribute) ? asked[attribute] : undefined;
    if (!known) throw wrong('invalidFilter', `there is no asking by “${attribute}”`);
    if ((typeof value === 'boolean') !== (known.holds === 'truth'))
      throw wrong(
        'invalidFilter',
        `“${attribute}” is compared with ${known.holds === 'truth' ? 'true or false' : 'a text'}`,
      );
    return { ...known, value };
  });
  const isNone = terms.some(({ holds, value }) => holds === 'id' && !Id.safeParse(value).success);
  return isNone ? null : terms.map(({ field, value }) => ({ field, value }));
}

/** Names in a list of attributes, up to the first dot. */
function namesIn(query: Query, name: string): Set<string> | null {
  const given = textIn(query, name);
  if (given === null) return null;
  return new Set(given.split(',').map((one) => attributeOf(one.trim()).split('.')[0] ?? ''));
}

/** Whether an attribute is asked for (RFC 7644 section 3.9). */
export function isAsked(query: Query, attribute: string): boolean {
  const name = attribute.toLowerCase();
  const only = namesIn(query, 'attributes');
  return only ? only.has(name) : !(namesIn(query, 'excludedAttributes')?.has(name) ?? false);
}

/** Without what was not asked for. By what a resource is known is always told. */
const always = ['schemas', 'id', 'meta'];
export const narrowed = <R extends object>(query: Query, resource: R): Partial<R> =>
  Object.fromEntries(
    Object.entries(resource).filter(([name]) => always.includes(name) || isAsked(query, name)),
  ) as Partial<R>;
