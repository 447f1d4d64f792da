import {
  redactedText,
  sensitiveNotes,
  sensitivePlaces,
  type Commitment,
  type Opening,
  type RecordType,
} from '#contracts';
import { canonicalJson } from './canonical-json.js';
import { fromHex, toHex, type Sha256 } from './hashing.js';

const utf8 = new TextEncoder();
const saltLength = 32;

/**
 * Salted commitment to a sensitive value: SHA-256(0x02 ‖ salt ‖ canonical JSON of the value), so that the entry
 * proves what was said as long as the opening is kept, and tells nothing of it once the opening is gone. The first
 * byte keeps it apart from leaves and nodes (RFC 9162 section 2.1.1).
 *
 * @param salt 32 bytes
 * @returns lowercase hex
 */
export function commitmentOf(sha256: Sha256, salt: Uint8Array, value: unknown): string {
  if (salt.length !== saltLength) throw new RangeError(`a salt has ${saltLength} bytes`);
  const text = utf8.encode(canonicalJson(value));
  const bytes = new Uint8Array(1 + saltLength + text.length);
  bytes[0] = 2;
  bytes.set(salt, 1);
  bytes.set(text, 1 + saltLength);
  return toHex(sha256(bytes));
}

/** Whether an opening is what a commitment was made of. */
export function isOpeningOf(sha256: Sha256, { commitment }: Commitment, { salt, value }: Opening): boolean {
  return commitmentOf(sha256, fromHex(salt), value) === commitment;
}

/** What sealing needs beside the body. */
export interface Sealing {
  sha256: Sha256;
  objectType: RecordType;
  /** 32 fresh random bytes, for each value anew. */
  freshSalt(): Uint8Array;
}

/** Puts commitments in the place of the sensitive values of a body, which is left as it is, and gives the openings. */
export function sealedBody(
  body: object,
  { sha256, objectType, freshSalt }: Sealing,
): { body: object; openings: Opening[] } {
  const openings: Opening[] = [];
  const seal = (value: unknown, path: string): Commitment => {
    const salt = freshSalt();
    openings.push({ path, salt: toHex(salt), value });
    return { commitment: commitmentOf(sha256, salt, value) };
  };
  let sealed: unknown = body;
  for (const segments of placesOf(objectType)) sealed = replacedAt(sealed, segments, '', seal);
  return { body: sealed as object, openings };
}

/** The body as it was said: commitments replaced by what their openings hold, and by nothing where it was redacted. */
export function openedBody<B>(body: B, openings: readonly Opening[]): B {
  const values = new Map(openings.map(({ path, value }) => [path, value]));
  return mapCommitments(body, '', (_, path) =>
    values.has(path) ? values.get(path) : redactedValueAt(path),
  ) as B;
}

/** Places of a body that hold a commitment, with the commitment. */
export function commitmentsIn(body: unknown): { path: string; commitment: Commitment }[] {
  const found: { path: string; commitment: Commitment }[] = [];
  mapCommitments(body, '', (commitment, path) => {
    found.push({ path, commitment });
    return null;
  });
  return found;
}

/** What stands for a value that was redacted at this place. */
export function redactedValueAt(path: string): typeof redactedText | null {
  return /\/(file|url|sha256)$/.test(path) ? null : redactedText;
}

const places = new Map<RecordType, string[][]>();

function placesOf(objectType: RecordType): string[][] {
  const known = places.get(objectType);
  if (known) return known;
  const fields = sensitivePlaces[objectType] ?? [];
  const made = [
    ...['set', 'was'].flatMap((part) => fields.map((field) => [part, ...field.split('/')])),
    ...sensitiveNotes.map((member) => ['note', member]),
  ];
  places.set(objectType, made);
  return made;
}

function replacedAt(
  value: unknown,
  [segment, ...rest]: readonly string[],
  path: string,
  seal: (value: unknown, path: string) => unknown,
): unknown {
  if (value === null || value === undefined) return value;
  if (segment === undefined) return seal(value, path);
  if (segment === '*')
    return Array.isArray(value)
      ? value.map((item, place) => replacedAt(item, rest, `${path}/${place}`, seal))
      : value;
  if (typeof value !== 'object' || !Object.hasOwn(value, segment)) return value;
  const inner = (value as Record<string, unknown>)[segment];
  const replaced = replacedAt(inner, rest, `${path}/${segment}`, seal);
  return replaced === inner ? value : { ...value, [segment]: replaced };
}

function mapCommitments(
  value: unknown,
  path: string,
  replace: (commitment: Commitment, path: string) => unknown,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value) && isCommitment(value)) return replace(value, path);
  // Copied only where something is replaced: most of most bodies holds nothing sensitive.
  let copy: Record<string, unknown> | null = null;
  const members = value as Record<string, unknown>;
  for (const key of Object.keys(value)) {
    const inner = members[key];
    if (typeof inner !== 'object' || inner === null) continue;
    const replaced = mapCommitments(inner, `${path}/${key}`, replace);
    if (replaced === inner) continue;
    copy ??= (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
    copy[key] = replaced;
  }
  return copy ?? value;
}

function isCommitment(value: object): value is Commitment {
  const { commitment } = value as Partial<Commitment>;
  return (
    typeof commitment === 'string' && Object.keys(value).length === 1 && /^[0-9a-f]{64}$/.test(commitment)
  );
}
