import fc, { type Arbitrary } from 'fast-check';
import { apiBase } from '#contracts';
import { bodies, type SentBody } from './bodies.js';
import type { Operation, Parameter } from './description.js';
import { forms } from './forms.js';
import { oddNames, oddText } from './odd-values.js';
import { brokenUnicode, valid, type Pools } from './values.js';

/** Who sends a request: somebody of the house, or nobody. */
export type Speaker = (typeof speakers)[number];
export const speakers = [
  'administrator',
  'editor',
  'staff',
  'manager',
  'director',
  'auditor',
  'observer',
  'stranger',
  'nobody',
] as const;

/** Stands in If-Match for the version that the object has when the request is sent. */
export const currentVersion = '"current"';

/** One request before it is sent. */
export interface Attempt {
  who: Speaker;
  /** Path and query as they stand in the request line. */
  target: string;
  headers: Record<string, string>;
  /** Headers of the session (cookie and token) that are left out or spoilt. */
  session: 'whole' | 'no-token' | 'wrong-token' | 'no-cookie' | 'wrong-cookie';
  body: SentBody | null;
}

const who = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Speaker[]>('administrator', 'director') },
  { weight: 6, arbitrary: fc.constantFrom<Speaker[]>('editor', 'staff', 'manager', 'auditor') },
  { weight: 2, arbitrary: fc.constantFrom<Speaker[]>('observer', 'stranger') },
  { weight: 1, arbitrary: fc.constant<Speaker>('nobody') },
);

const session = fc.oneof(
  { weight: 30, arbitrary: fc.constant<Attempt['session']>('whole') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Attempt['session'][]>('no-token', 'wrong-token', 'no-cookie', 'wrong-cookie'),
  },
);

/** Values that a header can carry. */
const oddHeader = oddText.map((text) =>
  text
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
    .slice(0, 6000)
    .trim(),
);

const versions = fc.oneof(
  { weight: 12, arbitrary: fc.constant<string | null>(currentVersion) },
  { weight: 2, arbitrary: fc.constantFrom<(string | null)[]>('"1"', '"2"', '"2147483647"', null) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<(string | null)[]>('3', '*', 'W/"3"', '"0"', '"-1"', '"3", "4"', '"1e3"'),
  },
  { weight: 1, arbitrary: oddHeader },
);
const keys = fc.oneof(
  { weight: 20, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.constantFrom<(string | null)[]>('the same key', 'the-same-key', null) },
  { weight: 1, arbitrary: oddHeader },
);

const strangeHeaders: Record<string, string>[] = [
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { 'X-HTTP-Method-Override': 'DELETE' },
  { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-For': '127.0.0.1', 'X-Forwarded-Proto': 'https' },
  { Accept: 'text/html;q=x, */*;q=9' },
  { 'Accept-Language': '\xff\xfe' },
  { 'Accept-Encoding': 'gzip;q=0, identity;q=0, *;q=0' },
  { 'Content-Encoding': 'gzip' },
  { 'If-None-Match': '*' },
  { 'If-Modified-Since': 'yesterday' },
  { Range: 'bytes=5-2' },
  { Range: 'bytes=0-,0-,0-,0-' },
  { Expect: '200-maybe' },
  { Authorization: 'Basic Zm9vOmJhcg==' },
  { Authorization: 'Bearer x' },
  { Authorization: `Bearer ${'x'.repeat(5000)}` },
  { 'X-Request-Id': "x'; drop table person" },
  { Long: 'x'.repeat(14_000) },
  { Long: 'x'.repeat(20_000) },
  { Traceparent: '00-0-0-0' },
];
const strange = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Record<string, string>>({}) },
  { weight: 1, arbitrary: fc.constantFrom(...strangeHeaders) },
);

const rawPathParts = [
  ...[
    'x',
    '0',
    '-1',
    '%00',
    '%2e%2e',
    '%2e%2e%2fme',
    '..%5c',
    '%ff',
    '%ED%A0%80',
    '%E2%80%AE',
    '__proto__',
    'constructor',
    'me',
    '*',
    '%25',
  ],
  ...[
    "';--",
    '%27%20or%201=1',
    'x'.repeat(150),
    'x'.repeat(5000),
    '%7B0192f3a0-0000-7000-8000-000000000000%7D',
    '{id}',
    ':id',
    '+',
    '%20',
  ],
];

function pathOf({ path, parameters }: Operation, pools: Pools): Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  if (names.length === 0) return fc.constant(path);
  const type = typeByPlural[path.split('/')[1] ?? ''] ?? 'any';
  const parts = names.map((name) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    const described = valid(parameter?.schema ?? {}, name === 'id' ? `${type}Id` : name, pools).map((one) =>
      encodeURIComponent(String(one)),
    );
    const own = pools[type];
    const named = own?.length ? fc.nat(10_000).map((pick) => own[pick % own.length] ?? '') : described;
    return fc.oneof(
      { weight: 14, arbitrary: named },
      { weight: 3, arbitrary: described },
      { weight: 1, arbitrary: named.map((id) => id.toUpperCase()) },
      { weight: 2, arbitrary: fc.constantFrom(...rawPathParts) },
    );
  });
  return fc
    .tuple(...parts)
    .map((filled) =>
      names.reduce((at, name, place) => at.replace(`{${name}}`, () => filled[place] ?? ''), path),
    );
}

const typeByPlural: Record<string, string> = {
  entities: 'entity',
  people: 'person',
  grants: 'grant',
  reviews: 'review',
  recommendations: 'recommendation',
  proposals: 'proposal',
  actions: 'action',
  evidence: 'evidence',
  comments: 'comment',
  redactions: 'redaction',
  delegations: 'delegation',
  'emergency-access': 'emergency-access',
  checks: 'check',
  'saved-queries': 'saved-query',
};

const rawQueries = [
  ...[
    'a=1',
    '__proto__=x',
    'constructor[prototype][a]=1',
    '&&&=&',
    '%00=%00',
    '=',
    'limit',
    'limit=1&limit=2',
    'limit[]=1',
    'limit=1;limit=2',
  ],
  ...[
    'cursor=&cursor=',
    'cursor=W10',
    'cursor=eyJhIjoxfQ',
    'search=%ff%fe',
    'search=%ED%A0%80',
    'search=%zz',
    'limit=%31',
    'limit=1e2',
    'limit=+5',
  ],
];

/** What a query's value looks like in an address. */
const written = (value: unknown): string => {
  const parts = Array.isArray(value) ? value.map(String) : [String(value)];
  return encodeURIComponent(parts.join(',').replace(brokenUnicode, '\ufffd'));
};

function queryOf({ parameters }: Operation, pools: Pools, cursors: readonly string[]): Arbitrary<string> {
  const described = parameters.filter((parameter) => parameter.in === 'query');
  const raw = fc.constantFrom(...rawQueries);
  if (described.length === 0)
    return fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: raw });
  const pair = (parameter: Parameter) =>
    valuesOf(parameter, pools, cursors).map((value) => `${parameter.name}=${value}`);
  const some = fc.tuple(...described.map((one) => fc.tuple(fc.nat(9), pair(one)))).map((pairs) =>
    pairs
      .filter(([chance], place) => chance < (described[place]?.required ? 9 : 2))
      .map(([, text]) => text)
      .join('&'),
  );
  const mixed = fc.tuple(
    some,
    fc.constantFrom(...described),
    oddText,
    fc.constantFrom(...oddNames),
    fc.nat(3),
  );
  return fc.oneof(
    { weight: 12, arbitrary: some },
    {
      weight: 4,
      arbitrary: mixed.map(([query, { name }, text, oddName, how]) => {
        const value = encodeURIComponent(text.replace(brokenUnicode, '\ufffd')).slice(0, 8000);
        const more = [
          `${name}=${value}`,
          `${encodeURIComponent(oddName)}=${value}`,
          `${name}[]=${value}`,
          `${name}`,
        ];
        return `${query}&${more[how] ?? ''}`;
      }),
    },
    { weight: 1, arbitrary: raw },
  );
}

function valuesOf({ name, schema }: Parameter, pools: Pools, cursors: readonly string[]): Arbitrary<string> {
  if (name !== 'cursor') return valid(schema, name, pools).map(written);
  const real = fc.nat(1000).map((pick) => cursors[pick % Math.max(1, cursors.length)] ?? 'W10');
  const keysOf = (cursor: string) => Buffer.from(cursor, 'base64url').toString();
  const wrap = (text: string) => Buffer.from(text).toString('base64url');
  return fc.oneof(
    { weight: 3, arbitrary: real },
    { weight: 1, arbitrary: fc.tuple(real, fc.nat(60)).map(([cursor, cut]) => cursor.slice(0, cut)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          real,
          fc.nat(200),
          fc.constantFrom('9', '0', 'z', '"', ',', '-', '\\u0000', '\\ud800', '[', 'é'),
        )
        .map(([cursor, at, mark]) => {
          const text = keysOf(cursor);
          const place = at % Math.max(1, text.length);
          return wrap(text.slice(0, place) + mark + text.slice(place + 1));
        }),
    },
    { weight: 1, arbitrary: fc.jsonValue().map((value) => wrap(JSON.stringify(value))) },
  );
}

/** Requests to one operation: right ones and wrong ones, by everybody. */
export function attempts(operation: Operation, pools: Pools, cursors: readonly string[]): Arbitrary<Attempt> {
  const asks = (name: string) => operation.parameters.some((one) => one.in === 'header' && one.name === name);
  return fc
    .record({
      who,
      session,
      path: pathOf(operation, pools),
      query: queryOf(operation, pools, cursors),
      version: asks('If-Match') ? versions : fc.constant(null),
      key: asks('Idempotency-Key') ? keys : fc.constant(null),
      strange,
      body: bodyOf(operation, pools),
    })
    .map(({ path, query, version, key, strange: odd, body, ...rest }) => ({
      ...rest,
      body,
      target: `${apiBase}${path}${query ? `?${query}` : ''}`,
      headers: {
        ...(body && { 'Content-Type': body.type }),
        ...(version !== null && { 'If-Match': version }),
        ...(key !== null && { 'Idempotency-Key': key }),
        ...odd,
      },
    }));
}

function bodyOf({ body, isUpload, method }: Operation, pools: Pools): Arbitrary<SentBody | null> {
  if (body) return isUpload ? forms(body, pools) : bodies(valid(body, '', pools));
  if (method === 'get') return fc.constant(null);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: bodies(fc.constant({})) },
  );
}
