/** A value that the history may hold: RFC 8785 input without floating-point numbers. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

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
 * escaped as ECMAScript does (section 3.2.2.2), and nothing is put between tokens. `undefined` members are not
 * passed over but refused: what is not said must not look like what was forgotten.
 *
 * @param value plain objects, arrays, strings, integers, booleans and null
 * @returns the canonical text; its UTF-8 bytes are what is hashed
 * @throws NotCanonicalError naming the place of anything else
 */
export function canonicalJson(value: unknown): string {
  return serialize(value, '$');
}

function serialize(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return serializeString(value, path);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new NotCanonicalError(path, 'is not a safe integer');
      return value === 0 ? '0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? serializeArray(value, path) : serializeObject(value, path);
    default:
      throw new NotCanonicalError(path, `is ${typeof value}`);
  }
}

const plainAscii = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function serializeString(value: string, path: string): string {
  if (plainAscii.test(value)) return `"${value}"`;
  if (/\p{Surrogate}/u.test(value)) throw new NotCanonicalError(path, 'has a lone surrogate');
  return JSON.stringify(value.normalize('NFC'));
}

function serializeArray(values: readonly unknown[], path: string): string {
  let text = '[';
  for (let place = 0; place < values.length; place++) {
    if (place > 0) text += ',';
    text += serialize(values[place], `${path}[${place}]`);
  }
  return `${text}]`;
}

function serializeObject(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotCanonicalError(path, 'is not a plain object');
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    if (text.length > 1) text += ',';
    const member = (value as Record<string, unknown>)[key];
    text += `${serializeString(key, path)}:${serialize(member, `${path}.${key}`)}`;
  }
  return `${text}}`;
}
