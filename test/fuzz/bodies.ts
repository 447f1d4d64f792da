import fc, { type Arbitrary } from 'fast-check';
import { odd, oddNames } from './odd-values.js';

/** A body as it is sent, and under which media type. */
export interface SentBody {
  bytes: Buffer;
  type: string;
}

const json = 'application/json';

type Place = { holder: Record<string, unknown> | unknown[]; key: string | number };

/** Every place in a value that can be changed. */
function placesOf(value: unknown, depth = 6): Place[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  const holder = value as Record<string, unknown> | unknown[];
  const entries = Array.isArray(holder) ? [...holder.entries()] : Object.entries(holder);
  return entries.slice(0, 60).flatMap(([key, one]) => [{ holder, key }, ...placesOf(one, depth - 1)]);
}

interface Change {
  how: 'replace' | 'remove' | 'null' | 'name' | 'lengthen' | 'wrap';
  pick: number;
  value: unknown;
  name: string;
}
const change: Arbitrary<Change> = fc.record({
  how: fc.constantFrom<Change['how'][]>(
    'replace',
    'replace',
    'replace',
    'remove',
    'null',
    'name',
    'lengthen',
    'wrap',
  ),
  pick: fc.nat(10_000),
  value: odd,
  name: fc.constantFrom(...oddNames),
});

const longer = (value: unknown): unknown => {
  if (typeof value === 'string') return `${value}${'y'.repeat(25_000)}`;
  if (Array.isArray(value)) return Array<unknown>(1001).fill(value[0] ?? 'y');
  return typeof value === 'number' ? value * 1e12 + 1 : value;
};

function changed(original: unknown, { how, pick, value, name }: Change): unknown {
  const body = structuredClone(original);
  const places = placesOf(body);
  const place = places[pick % Math.max(1, places.length)];
  if (how === 'name' || !place) return withName(body, name, value);
  const holder = place.holder as Record<string | number, unknown>;
  const now = holder[place.key];
  if (how === 'remove') delete holder[place.key];
  else holder[place.key] = { replace: value, null: null, lengthen: longer(now), wrap: [now] }[how];
  return body;
}

/** `__proto__` too becomes a name like any other in what is sent. */
function withName(body: unknown, name: string, value: unknown): unknown {
  return Object.fromEntries([...Object.entries(Object(body) as object), [name, value]]);
}

/** Text that is no JSON, or no text. */
const broken: ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text.slice(0, -1)),
  (text) => Buffer.from(text.slice(0, Math.floor(text.length / 2))),
  (text) => Buffer.from(`${text}${text}`),
  (text) => Buffer.from(text.replace(/:("[^"]*"|\d+)/, ':NaN')),
  (text) => Buffer.from(text.replace(/:("[^"]*"|\d+)/, ':1e999')),
  (text) => Buffer.from(text.replace(/:("[^"]*"|\d+)/, `:${'9'.repeat(500)}`)),
  (text) => Buffer.from(text.replace(/"([^"]*)":/, `"$1":1,"$1":`)),
  (text) => Buffer.from(text.replace(/}$/, ',}')),
  (text) => Buffer.from(`/* x */ ${text}`),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
  (text) => Buffer.concat([Buffer.from([0xff]), Buffer.from(text)]),
  (text) => Buffer.from(text.replace(/":"/, '":"caf\xe9 '), 'latin1'),
  (text) => Buffer.from(text.replace(/":"/, '":"\\ud800 ')),
  (text) => Buffer.from(text.replace(/":"/, '":"\\u0000 ')),
  (text) => Buffer.from(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`.concat(text.slice(0, 0))),
  (text) => Buffer.from(text.replace(/}$/, `,"a":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`)),
  () => Buffer.alloc(0),
  () => Buffer.from('null'),
  () => Buffer.from('[]'),
  () => Buffer.from('"text"'),
  () => Buffer.from([0, 1, 2, 3]),
];

const oddTypes = [
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/json',
  ],
  ...[
    'nonsense',
    '',
    'application/json; charset=utf-16',
    'application/json; charset=utf-7',
    'application/problem+json',
  ],
  ...['application/JSON', 'application/json;', 'application/jsonx', 'application/json, text/plain', '*/*'],
];

/** Bodies around what a schema describes: as described, changed in a place or two, broken, or sent as something else. */
export function bodies(described: Arbitrary<unknown>): Arbitrary<SentBody> {
  const text = described.map((value) => JSON.stringify(value) ?? 'null');
  const sent = (arbitrary: Arbitrary<string>) =>
    arbitrary.map((one): SentBody => ({ bytes: Buffer.from(one), type: json }));
  const changes = fc.array(change, { minLength: 1, maxLength: 2 });
  return fc.oneof(
    { weight: 45, arbitrary: sent(text) },
    {
      weight: 40,
      arbitrary: sent(
        fc
          .tuple(described, changes)
          .map(([value, all]) => JSON.stringify(all.reduce(changed, value)) ?? 'null'),
      ),
    },
    {
      weight: 10,
      arbitrary: fc
        .tuple(text, fc.constantFrom(...broken))
        .map(([one, breaking]) => ({ bytes: breaking(one), type: json })),
    },
    {
      weight: 5,
      arbitrary: fc
        .tuple(text, fc.constantFrom(...oddTypes))
        .map(([one, type]) => ({ bytes: Buffer.from(one), type })),
    },
  );
}
