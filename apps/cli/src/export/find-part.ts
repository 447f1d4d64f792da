import type { Actor, BundleQuery } from '#contracts';
import { getRecommendation, getReview, type Store } from '#store';
import { Trouble } from '../trouble.js';

/** Codes by which the operator names a part of the history. */
export interface PartCodes {
  review?: string | undefined;
  recommendation?: string | undefined;
}

/** The part of the history that has these codes and that the exporter may read. */
export async function findPart(
  store: Store,
  actor: Actor | 'operator',
  { review, recommendation }: PartCodes,
): Promise<BundleQuery> {
  const today = new Date().toISOString().slice(0, 10);
  if (recommendation !== undefined) {
    const ids = await idsOf(store, 'recommendation', recommendation);
    const [id, other] = await readable(ids, actor, (one, person) =>
      getRecommendation(store.readingAs(person), person, one, today),
    );
    if (other)
      throw new Trouble(
        'usage',
        `Several recommendations have the code ${recommendation}: export their review.`,
      );
    if (!id) throw new Trouble('usage', `There is no recommendation with the code ${recommendation}.`);
    return { recommendationId: id };
  }
  if (review === undefined) return {};
  const ids = await idsOf(store, 'review', review);
  const [id] = await readable(ids, actor, (one, person) =>
    getReview(store.readingAs(person), person, one, today),
  );
  if (!id) throw new Trouble('usage', `There is no review with the code ${review}.`);
  return { reviewId: id };
}

async function idsOf({ pool }: Store, table: 'review' | 'recommendation', code: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`select id from ${table} where code = $1 limit 100`, [
    code.normalize('NFC').trim(),
  ]);
  return rows.map(({ id }) => id);
}

async function readable(
  ids: readonly string[],
  actor: Actor | 'operator',
  read: (id: string, person: Actor) => Promise<unknown>,
): Promise<string[]> {
  if (actor === 'operator') return [...ids];
  const found = await Promise.all(ids.map(async (id) => ((await read(id, actor)) === null ? [] : [id])));
  return found.flat();
}
