import type { Opening } from '#contracts';
import { openedBody } from '#ledger';
import { rowShapes, type Store } from '#store';
import type { Row } from './row.js';

/** Something of the file that the database has already: as it is now, and as it was first entered. */
export interface Known {
  id: string;
  now: Record<string, unknown>;
  atFirst: Record<string, unknown>;
}

/** What the rows of a file meet in the database. */
export interface WhatExists {
  /** By code. */
  reviews: ReadonlyMap<string, Known>;
  /** By review code and code, as `keyOf` joins them. */
  recommendations: ReadonlyMap<string, Known>;
  /** Ids of entities by acronym and by name, in lower case. */
  entities: ReadonlyMap<string, string>;
}

/** One key for a recommendation among all reviews; no code holds a line break. */
export const keyOf = (reviewCode: string, code: string): string => `${reviewCode}\n${code}`;

/**
 * Looks up everything that the rows name. It is asked of the whole database and not of what the person may read:
 * a code that is taken is refused to everybody.
 */
export async function whatExists({ pool }: Store, rows: readonly Row[]): Promise<WhatExists> {
  const codes = [...new Set(rows.map(({ reviewCode }) => reviewCode))];
  const reviews = await pool.query<Found>(
    `select row.code as key, ${parts('review')} where row.code = any($1)`,
    [codes],
  );
  const recommendations = await pool.query<Found>(
    `select review.code || e'\\n' || row.code as key, ${parts('recommendation')}
     join review on review.id = row.review_id where review.code = any($1) and row.code = any($2)`,
    [codes, [...new Set(rows.flatMap((row) => (row.kind === 'recommendation' ? [row.code] : [])))]],
  );
  const entities = await pool.query<{ name: string; id: string }>(
    `select lower(name) as name, id from entity
     union all select lower(acronym), id from entity where acronym is not null`,
  );
  return {
    reviews: byKey(reviews.rows),
    recommendations: byKey(recommendations.rows),
    entities: new Map(entities.rows.map(({ name, id }) => [name, id])),
  };
}

interface Found {
  key: string;
  canon: string;
  openings: Opening[] | null;
  id: string;
  [field: string]: unknown;
}

/** The state of a row and the entry that created it. */
function parts(objectType: 'review' | 'recommendation'): string {
  const { table, selectList } = rowShapes[objectType];
  return `${selectList('row')}, entry.canon, opening.openings
    from ${table} row join entry on entry.object_id = row.id and entry.object_version = 1
    left join opening on opening.entry_id = entry.id`;
}

function byKey(rows: readonly Found[]): Map<string, Known> {
  return new Map(
    rows.map(({ key, canon, openings, ...now }) => [
      key,
      { id: now.id, now, atFirst: firstSet(canon, openings ?? []) },
    ]),
  );
}

function firstSet(canon: string, openings: readonly Opening[]): Record<string, unknown> {
  const { body } = JSON.parse(canon) as { body: { set: Record<string, unknown> } };
  return openedBody(body, openings).set;
}
