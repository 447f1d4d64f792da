import type { QueryConfig } from 'pg';

const names = new Map<string, string>();
const namesMax = 3000;

/**
 * A statement that is prepared once per connection. Statements that are put together recur in few shapes; should
 * there be too many after all, the rest are sent without a name, so that connections do not fill up.
 */
export function prepared(text: string, values: unknown[]): QueryConfig {
  const name = names.get(text) ?? named(text);
  return { text, values, ...(name && { name }) };
}

function named(text: string): string | undefined {
  if (names.size >= namesMax) return undefined;
  const name = `uphold:${names.size}`;
  names.set(text, name);
  return name;
}
