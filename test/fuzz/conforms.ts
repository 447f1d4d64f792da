import type { Schema } from './description.js';

/**
 * Where a value departs from a schema of the description, in words; null where it conforms. It shares no code with
 * the contracts that the server checks by, so that the two can contradict each other.
 */
export function departure(value: unknown, schema: Schema, at = 'it'): string | null {
  if ('const' in schema && value !== schema.const) return `${at} is not ${JSON.stringify(schema.const)}`;
  if (schema.enum && !schema.enum.includes(value)) return `${at} is none of ${schema.enum.join(', ')}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && choices.every((choice) => departure(value, choice, at) !== null))
    return `${at} fits no alternative: ${departure(value, choices[0] ?? {}, at)}`;
  for (const part of schema.allOf ?? []) {
    const fault = departure(value, part, at);
    if (fault) return fault;
  }
  const check = schema.type ? byType[schema.type] : undefined;
  return check ? check(value, schema, at) : null;
}

const brokenUnicode = /\p{Cs}/u;

type Check = (value: unknown, schema: Schema, at: string) => string | null;

const ofText: Check = (value, { minLength = 0, maxLength = Infinity, pattern, format }, at) => {
  if (typeof value !== 'string') return `${at} is no text`;
  if (brokenUnicode.test(value)) return `${at} is broken Unicode`;
  if (value.length < minLength || value.length > maxLength) return `${at} has ${value.length} characters`;
  if (pattern && !new RegExp(pattern, 'u').test(value)) return `${at} does not fit ${pattern}`;
  if (format === 'uri' && !URL.canParse(value)) return `${at} is no address`;
  return null;
};

const ofNumber: Check = (value, { type, minimum = -Infinity, maximum = Infinity }, at) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `${at} is no number`;
  if (type === 'integer' && !Number.isInteger(value)) return `${at} is no whole number`;
  return value < minimum || value > maximum ? `${at} is out of its range` : null;
};

const ofList: Check = (value, { items, minItems = 0, maxItems = Infinity }, at) => {
  if (!Array.isArray(value)) return `${at} is no list`;
  if (value.length < minItems || value.length > maxItems) return `${at} has ${value.length} items`;
  return firstOf(value, (item, place) => departure(item, items ?? {}, `${at}[${place}]`));
};

const ofObject: Check = (value, { properties = {}, required = [], additionalProperties }, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at} is no object`;
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${at} lacks ${missing}`;
  return firstOf(Object.entries(value), ([name, one]) => {
    if (Object.hasOwn(properties, name)) return departure(one, properties[name] ?? {}, `${at}.${name}`);
    if (additionalProperties === false) return `${at} has ${JSON.stringify(name)}, which is not described`;
    return typeof additionalProperties === 'object'
      ? departure(one, additionalProperties, `${at}.${name}`)
      : null;
  });
};

const byType: Record<string, Check> = {
  string: ofText,
  integer: ofNumber,
  number: ofNumber,
  array: ofList,
  object: ofObject,
  boolean: (value, _, at) => (typeof value === 'boolean' ? null : `${at} is not true or false`),
  null: (value, _, at) => (value === null ? null : `${at} is not null`),
};

function firstOf<T>(all: readonly T[], check: (one: T, place: number) => string | null): string | null {
  for (const [place, one] of all.entries()) {
    const fault = check(one, place);
    if (fault) return fault;
  }
  return null;
}
