type Search = Record<string, unknown>;

/** Reads an address's query as plain words: nothing in it is JSON, and a list is joined by commas. */
export const readSearch = (search: string): Search => Object.fromEntries(new URLSearchParams(search));

/** Writes it back so that people can read it. */
export function writeSearch(search: Search): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '')
      words.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  // A comma and a colon need no escape in a query, and read better without one.
  const text = words.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text && `?${text}`;
}
