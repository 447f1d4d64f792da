import type { Form } from '#contracts';

/** Stands for a value that was redacted: nobody can tell what it was, so it equals any. */
export class Redacted {
  private static made = 0;
  /** Keeps it apart from other redacted values, so that a change of one for another counts as a change. */
  readonly number = (Redacted.made += 1);

  /** @param shown what readers see in its place */
  constructor(readonly shown: unknown) {}
}

/** Stands for a value that a command brought along and that a later entry of the same request tells. */
export class Untold {
  private told: unknown;

  constructor(private readonly form: Form) {}

  /** Takes the value when it is told; what is wrong with it, or null. Told again, it must be the same. */
  tell(value: unknown, path: string): string | null {
    if (this.told !== undefined)
      return this.told === value ? null : `${path} is not what was told of it before`;
    const fault = this.form(value, path);
    if (!fault) this.told = value;
    return fault;
  }
}

/** Whether a value stands for one that is not known. */
export const isOpen = (value: unknown): boolean => value instanceof Redacted || value instanceof Untold;

/** The body with the values at these JSON Pointers (RFC 6901) replaced by what stands for redacted ones. */
export function withRedacted<B>(body: B, paths: readonly string[]): B {
  return paths.reduce((changed, path) => replacedAt(changed, path.slice(1).split('/')) as B, body);
}

function replacedAt(value: unknown, [segment, ...rest]: readonly string[]): unknown {
  if (segment === undefined) return value instanceof Redacted ? value : new Redacted(value);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return value;
  const inner = replacedAt((value as Record<string, unknown>)[segment], rest);
  if (!Array.isArray(value)) return { ...value, [segment]: inner };
  return (value as unknown[]).map((item, place) => (String(place) === segment ? inner : item));
}

/** The same value as readers see it, with what is shown in the place of redacted parts. */
export function asShown(value: unknown): unknown {
  if (value instanceof Redacted) return value.shown;
  if (typeof value !== 'object' || value === null) return value;
  // Copied only where something is redacted, which is seldom.
  let copy: Members | null = null;
  for (const name of Object.keys(value)) {
    const inner = (value as Members)[name];
    const shown = asShown(inner);
    if (shown === inner) continue;
    copy ??= (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Members;
    copy[name] = shown;
  }
  return copy ?? value;
}

/** The first place where what was recorded is not what had to be recorded, in words; null where there is none. */
export function differenceOf(recorded: unknown, expected: unknown, path: string): string | null {
  if (recorded === expected || recorded instanceof Redacted || expected instanceof Redacted) return null;
  if (expected instanceof Untold) return expected.tell(recorded, path);
  if (typeof recorded !== 'object' || typeof expected !== 'object' || !recorded || !expected)
    return `${path} is ${inWords(recorded)}, where the rules give ${inWords(expected)}`;
  if (Array.isArray(recorded) !== Array.isArray(expected)) return `${path} is of another kind`;
  return differenceWithin(recorded as Members, expected as Members, path);
}

type Members = Record<string, unknown>;

function differenceWithin(recorded: Members, expected: Members, path: string): string | null {
  for (const name of Object.keys(expected)) {
    // An entry that was made before its type was given a field does not have it; its value was null then.
    if (!Object.hasOwn(recorded, name) && expected[name] === null) continue;
    if (!Object.hasOwn(recorded, name))
      return `${path}/${name} is missing, where the rules give ${inWords(expected[name])}`;
    const difference = differenceOf(recorded[name], expected[name], `${path}/${name}`);
    if (difference) return difference;
  }
  for (const name of Object.keys(recorded))
    if (!Object.hasOwn(expected, name)) return `${path}/${name} is recorded, where the rules give nothing`;
  return null;
}

const longest = 80;

function inWords(value: unknown): string {
  const text = JSON.stringify(asShown(value)) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
