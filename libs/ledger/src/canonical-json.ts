/** A value that the history may hold: RFC 8785 input without floating-point numbers. */
export type CanonicalValue =
  null | boolean | number | string | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

/** Says which part of a value has no canonical form, and why. */
export class NotCanonicalError extends Error {
  override readonly name = 'NotCanonicalError';

  /** @param path where in the value, as a JSON path such as `$.body.set[0]` */
  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(`${path} ${reason}`);
  }
}

/**
 * Canonical JSON by RFC 8785 (JCS), for the values that a history entry may hold: integers within ±(2^53 − 1)
 * alone, and strings in Unicode NFC. Members are sorted by UTF-16 code units (section 3.2.3), strings are
 * escaped as ECMAScript does (section 3.2.2.2), and nothing is put between tokens (section 3.2.1). `undefined`
 * members are not passed over but refused: what is not said must not look like what was forgotten.
 *
 * @param value plain objects, arrays, strings, integers, booleans and null
 * @returns the canonical text; its UTF-8 bytes are what is hashed
 * @throws NotCanonicalError naming the place of anything else
 */
export function canonicalJson(value: unknown): string {
  return serialize(value, undefined);
}

/** Where a value stands: kept as links, so that a path is only spelled out for an error. */
interface Place {
  readonly key: string | number;
  readonly within: Place | undefined;
}

function serialize(value: unknown, place: Place | undefined): string {
  switch (typeof value) {
    case 'string':
      return quote(value, place);
    case 'number':
      if (!Number.isSafeInteger(value)) throw notCanonical(place, `is ${value}, not a safe integer`);
      // RFC 8785 section 3.2.2.3: minus zero is written as zero, which String does.
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? serializeArray(value, place) : serializeObject(value, place);
    default:
      throw notCanonical(place, `is ${typeof value}`);
  }
}

const plainAscii = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

// Most strings are ids, times and words that need neither normalising nor escaping.
const quote = (text: string, place: Place | undefined): string =>
  plainAscii.test(text) ? `"${text}"` : JSON.stringify(normalize(text, place));

function normalize(text: string, place: Place | undefined): string {
  if (/\p{Surrogate}/u.test(text)) throw notCanonical(place, 'has a lone surrogate');
  return text.normalize('NFC');
}

function serializeArray(values: readonly unknown[], within: Place | undefined): string {
  let text = '[';
  for (let key = 0; key < values.length; key++) {
    if (key > 0) text += ',';
    text += serialize(values[key], { key, within });
  }
  return `${text}]`;
}

function serializeObject(value: object, within: Place | undefined): string {
  if (!isPlain(value)) throw notCanonical(within, 'is not a plain object');
  const members = value as Record<string, unknown>;
  const keys = Object.keys(value);
  if (!keys.every((key) => plainAscii.test(key))) return serializeWithWideKeys(members, keys, within);
  let text = '{';
  for (const key of keys.sort()) {
    if (text.length > 1) text += ',';
    text += `"${key}":${serialize(members[key], { key, within })}`;
  }
  return `${text}}`;
}

// Keys are sorted as they are written, and writing them in NFC may change their order or make two the same.
function serializeWithWideKeys(
  members: Record<string, unknown>,
  keys: string[],
  within: Place | undefined,
): string {
  const written = new Map<string, string>();
  for (const key of keys) {
    const place = { key, within };
    const name = normalize(key, place);
    if (written.has(name)) throw notCanonical(place, 'is there twice once it is in Unicode NFC');
    written.set(name, serialize(members[key], place));
  }
  const names = [...written.keys()].sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${written.get(name)}`).join(',')}}`;
}

// By shape, not by identity: an object of another realm is as plain as one of ours.
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function notCanonical(place: Place | undefined, reason: string): NotCanonicalError {
  let path = '';
  for (let here = place; here !== undefined; here = here.within) {
    path = (typeof here.key === 'number' ? `[${here.key}]` : `.${here.key}`) + path;
  }
  return new NotCanonicalError(`$${path}`, reason);
}
