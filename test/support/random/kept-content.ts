import type { ObjectType, RecommendationState, StateOf } from '#contracts';
import type { Facts } from '#permissions';
import type { Store } from '#store';
import { insertLeaves, insertRows, type BareLeaf } from '../insert-rows.js';
import type { Held } from './content.js';

type Above = ReadonlyMap<string, RecommendationState>;

/** Puts random content into a database, past `commit`. */
export async function keepContent(store: Store, held: Held): Promise<void> {
  for (const type of [
    'entity',
    'person',
    'review',
    'recommendation',
    'grant',
    'delegation',
    'proposal',
    'action',
    'evidence',
    'comment',
    'redaction',
  ] as const)
    await insertRows(store, type, held[type] as never);
  await insertLeaves(store, held.leaves);
}

/** What a permission on an object is asked about. */
export function factsOf<T extends ObjectType>(type: T, state: StateOf[T], above: Above): Facts {
  const recommendation = 'recommendationId' in state ? above.get(state.recommendationId) : undefined;
  return { ...(recommendation && { recommendation }), [type]: state };
}

/** What a permission on an entry of the log is asked about. */
export function factsOfLeaf(
  { objectType, objectId, reviewId, recommendationId }: BareLeaf,
  held: Held,
  above: Above,
): Facts {
  const recommendation = recommendationId ? above.get(recommendationId) : undefined;
  const evidence = objectType === 'evidence' ? held.evidence.find(({ id }) => id === objectId) : undefined;
  return {
    history: { objectType, reviewId, recommendationId },
    ...(recommendation && { recommendation }),
    ...(evidence && { evidence }),
  };
}
