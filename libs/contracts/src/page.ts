import { z } from 'zod';
import { Id, Instant } from './primitives.js';

export const pageLimitMax = 200;
export const pageLimitDefault = 50;

/** Query-string integer. */
const queryInteger = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** What every list takes: a limit and the cursor of the page before. */
export const PageQuery = z.strictObject({
  limit: queryInteger(1, pageLimitMax).default(pageLimitDefault),
  // Room for the longest name that a list is sorted by, in any script.
  cursor: z
    .string()
    .max(1500)
    .regex(/^[A-Za-z0-9_-]+$/)
    .optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A question may be put to the past: it is answered from what stood at this time, to whom may read it then and now. */
export const asOf = { asOf: Instant.optional() };
/** What a single object takes. */
export const AsOfQuery = z.strictObject(asOf);
export type AsOfQuery = z.infer<typeof AsOfQuery>;

/** A page of a list; `next` is the cursor of the page after it, null on the last. */
export const pageOf = <T extends z.ZodType>(view: T) =>
  z.object({ rows: z.array(view).max(pageLimitMax), next: z.string().nullable() });
export type Page<T> = { rows: T[]; next: string | null };

/** A query filter that takes one or several of the words, comma-separated or repeated. */
export const anyOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.preprocess(splitList, z.array(z.enum(words)).min(1).max(words.length)).optional();

/** A query filter that takes one or several identifiers, comma-separated or repeated. */
export const anyId = () => z.preprocess(splitList, z.array(Id).min(1).max(50)).optional();

/** A query filter that is true or false. */
export const flag = () => z.enum(['true', 'false']).optional();

function splitList(given: unknown): unknown {
  if (given === undefined) return undefined;
  const parts: unknown[] = Array.isArray(given) ? given : [given];
  return parts.flatMap((part) => (typeof part === 'string' ? part.split(',') : [part]));
}
