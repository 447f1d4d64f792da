import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from './description.js';

/** A half of a surrogate pair. */
export const brokenUnicode = /\p{Cs}/gu;

/** Identifiers that exist, by the type of object; `any` has all of them. */
export type Pools = Readonly<Record<string, readonly string[]>>;

const letters = fc.constantFrom(
  ...[
    'a',
    'B',
    '7',
    ' ',
    '-',
    '.',
    "'",
    '"',
    '\\',
    '%',
    '_',
    '<b>',
    '&amp;',
    '=1+1',
    '@',
    ';--',
    '$1',
    '${x}',
  ],
  ...[
    'é',
    'e\u0301',
    'ß',
    'ı',
    'ع',
    'ר',
    '预',
    '𝄞',
    '👩🏽‍🚀',
    '\u200b',
    '\u200f',
    '\u202e',
    '\ufeff',
    '\u2028',
    '\ufffd',
  ],
);
const words = (min: number, max: number): Arbitrary<string> =>
  fc
    .array(letters, { minLength: Math.max(min, 1), maxLength: Math.min(max, 40) })
    .map((parts) => fit(parts.join(''), min, max));

function fit(text: string, min: number, max: number): string {
  const cut = text.normalize('NFC').trim().slice(0, max).replace(brokenUnicode, '\ufffd').trim();
  return cut.length < Math.max(min, 1) ? 'x'.repeat(Math.max(min, 1)) : cut;
}

const uuid = fc.uuid({ version: [4, 7] });
const pooled = (ids: readonly string[] | undefined): Arbitrary<string> =>
  ids?.length ? fc.nat(10_000).map((pick) => ids[pick % ids.length] ?? '') : uuid;

/** Fields that name an object of a type, by the end of their name. */
const namedTypes: [RegExp, string][] = [
  [/(owner|person|proposedBy|author|actor|to|from|by|mentions?|delegate|user)(Ids?)?$/i, 'person'],
  [/(entity|parent|scope)(Ids?)?$/i, 'entity'],
  [/evidence(Ids?)?$/i, 'evidence'],
  [/recommendation(Ids?)?$/i, 'recommendation'],
  [/review(Ids?)?$/i, 'review'],
  [/proposal(Ids?)?$/i, 'proposal'],
  [/action(Ids?)?$/i, 'action'],
  [/comment(Ids?)?$/i, 'comment'],
];

export function idFor(field: string, pools: Pools): Arbitrary<string> {
  const type = namedTypes.find(([form]) => form.test(field))?.[1];
  return fc.oneof(
    { weight: 8, arbitrary: pooled(type ? pools[type] : pools['any']) },
    { weight: 1, arbitrary: pooled(pools['any']) },
    { weight: 1, arbitrary: uuid },
  );
}

const day = fc.oneof(
  fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }),
  fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
);
const instant = fc.oneof(
  day.map((date) => date.toISOString()),
  fc.constantFrom('2026-06-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z'),
  fc.constantFrom(6, 9, 30, 300, 5000).map((digits) => `2026-06-01T00:00:00.${'1'.repeat(digits)}Z`),
);

function validText(schema: Schema, field: string, pools: Pools): Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 200 } = schema;
  switch (format) {
    case 'uuid':
      return idFor(field, pools);
    case 'date':
      return day.map((date) => date.toISOString().slice(0, 10));
    case 'date-time':
      return instant;
    case 'email':
      return fc.emailAddress().filter((address) => address.length <= maxLength);
    case 'uri':
      return fc
        .webUrl({ withQueryParameters: true, withFragments: true })
        .filter((url) => url.length <= maxLength);
    case 'binary':
      return fc.constant('');
  }
  const text = fc.oneof(
    { weight: 8, arbitrary: words(minLength, maxLength) },
    { weight: 1, arbitrary: fc.constant('x'.repeat(Math.min(maxLength, 20_000))) },
    { weight: 1, arbitrary: fc.constant('x'.repeat(Math.max(minLength, 1))) },
  );
  if (!pattern) return text;
  const form = new RegExp(pattern, 'u');
  return /\\p\{/.test(pattern)
    ? text.map((one) => (form.test(one) ? one : 'Plain words.'.slice(0, maxLength)))
    : fc
        .stringMatching(new RegExp(pattern.replace(lookaround, '')))
        .filter((one) => form.test(one) && one.length >= minLength && one.length <= maxLength);
}

/** What a pattern asks of the text around it, which cannot be drawn; what was drawn is held against the whole. */
const lookaround = /\(\?<?[=!][^)]*\)/g;

/** Values that a schema describes: what the server may be expected to take, or to refuse for a reason of its own. */
export function valid(schema: Schema, field: string, pools: Pools): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => valid(choice, field, pools)));
  switch (schema.type) {
    case 'string':
      return validText(schema, field, pools);
    case 'integer':
      return wholeNumber(schema);
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return listOf(schema, field, pools);
    case 'object':
      return objectOf(schema, pools);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function wholeNumber({ minimum = -1000, maximum = 1000 }: Schema): Arbitrary<number> {
  const top = Math.min(maximum, Number.MAX_SAFE_INTEGER);
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: minimum, max: Math.min(top, minimum + 20) }) },
    { weight: 1, arbitrary: fc.maxSafeInteger().map((any) => Math.max(minimum, Math.min(top, any))) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, top) },
  );
}

function listOf({ items = {}, minItems = 0, maxItems = 5 }: Schema, field: string, pools: Pools) {
  const item = valid(items, field, pools);
  const short = fc.array(item, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) });
  const full = item.map((one) => Array<unknown>(Math.min(maxItems, 50)).fill(one));
  return fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: full });
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, pools: Pools) {
  const names = Object.keys(properties);
  if (names.length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(fc.string({ maxLength: 10 }), valid(additionalProperties, '', pools), {
      maxKeys: 3,
    });
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valid(schema, name, pools)]),
  );
  return fc.record(fields, { requiredKeys: names.filter((name) => required.includes(name)) });
}
