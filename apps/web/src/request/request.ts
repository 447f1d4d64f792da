import type { z } from 'zod';
import { apiBase } from '#contracts';
import { problemOf, ProblemError, UnreachableError } from './problem-error.js';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type QueryValue = string | number | boolean | readonly string[] | null | undefined;

export interface RequestParts<V extends z.ZodType> {
  query?: Record<string, QueryValue>;
  input?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Shape of the answer; without it the answer's body is not read. */
  view?: V;
}

let csrfToken = '';
/** Remembers what the session's answer gave us to send back with every change. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}
export const csrfHeader = (): Record<string, string> => ({ 'X-CSRF-Token': csrfToken });

/** One request to the API; every failure is a `ProblemError` or an `UnreachableError`. */
export async function request<V extends z.ZodType>(
  method: Method,
  path: string,
  { query, input, headers, signal, view }: RequestParts<V> = {},
): Promise<z.infer<V>> {
  const response = await fetch(addressOf(path, query), {
    method,
    signal,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      ...(input === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'GET' ? {} : csrfHeader()),
      ...headers,
    },
    body: input === undefined ? undefined : JSON.stringify(input),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new UnreachableError('no answer', { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemOf(response.status, body));
  return (view ? view.parse(body) : undefined) as z.infer<V>;
}

/** Address of a path of the API with its query; lists are joined by commas, what is empty is left out. */
export function addressOf(path: string, query: Record<string, QueryValue> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== null && text !== '') search.set(name, String(text));
  }
  const tail = search.toString();
  return `${apiBase}${path}${tail && `?${tail}`}`;
}
