import type { z } from 'zod';

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

/**
 * What a contract finds sound of an address, read by it. What is not sound is left out rather than held against the
 * person, and by name: the router would else pass it on as it was written.
 */
export function soundSearch<S extends z.ZodObject>(contract: S, raw: Search): z.output<S> {
  const names = Object.keys(contract.shape);
  const isSound = (name: string) => contract.safeParse({ [name]: raw[name] }).success;
  const sound = Object.fromEntries(names.filter(isSound).map((name) => [name, raw[name]]));
  return { ...Object.fromEntries(names.map((name) => [name, undefined])), ...contract.parse(sound) };
}
