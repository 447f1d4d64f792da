import { expect } from '@jest/globals';
import type { z } from 'zod';
import type { Client } from './client.js';

/** All rows of a list, page by page, each checked to hold nothing beyond its contract. */
export async function readList<V extends z.ZodObject>(
  by: Client,
  path: string,
  view: V,
  query: Record<string, string | number> = {},
): Promise<z.infer<V>[]> {
  const rows: z.infer<V>[] = [];
  let cursor: string | null = null;
  do {
    const answer = await by.get(path, { ...query, ...(cursor && { cursor }) }).expect(200);
    expect(Object.keys(answer.body as object).sort()).toEqual(['next', 'rows']);
    const page = answer.body as { rows: unknown[]; next: string | null };
    rows.push(...page.rows.map((row) => view.strict().parse(row) as z.infer<V>));
    cursor = page.next;
  } while (cursor);
  return rows;
}
