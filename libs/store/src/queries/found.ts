import type { Parameters } from '../parameters.js';
import type { Reader } from '../reading/reader.js';
import { wantedIn } from './search.js';

/** What only an index can find among many recommendations. */
export interface Sought {
  search?: string | undefined;
  theme?: string | undefined;
  asOf?: string | undefined;
}

/** More of them are common: they are met with soon enough by going through the rows in their order. */
const most = 3000;

/**
 * Identifiers of the recommendations that are found by words or a theme, whoever may read them; null where the
 * question says neither, or finds many. Under row-level security an index on words is out of reach: PostgreSQL lets
 * no operator see a row before its policy that could tell something of it. So the index is asked beforehand, for
 * identifiers alone.
 */
export async function foundIds(
  reader: Reader,
  { search, theme, asOf }: Sought,
): Promise<readonly string[] | null> {
  const { typed, beginning, pattern } = search ? wantedIn(search) : nothing;
  if (typed === null && pattern === null && theme === undefined) return null;
  const name = asOf === undefined ? 'found_recommendations' : 'found_past_recommendations';
  const { rows } = await reader.query<{ ids: string[] | null }>({
    name,
    text: `select ${name}($1, $2, $3, $4, $5) as ids`,
    values: [typed, beginning, pattern, theme ?? null, most],
  });
  return rows[0]?.ids ?? null;
}

const nothing = { typed: null, beginning: null, pattern: null };

/** Narrows a question to what was found; the question itself asks for the words again. */
export function amongFound(column: string, ids: readonly string[] | null, parameters: Parameters): string[] {
  return ids === null ? [] : [`${column} = any(${parameters.add(ids)}::uuid[])`];
}
