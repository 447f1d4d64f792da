import type { ObjectType, RecordType, StateOf } from '#contracts';
import { rowShapes, type Store } from '#store';

/** Puts rows where they stand, past `commit`: for tests that need many objects in any state, and no history of them. */
export async function insertRows<T extends ObjectType>(
  store: Store,
  objectType: T,
  states: readonly StateOf[T][],
): Promise<void> {
  const { table, columns, types, values } = rowShapes[objectType];
  for (const state of states) {
    const places = columns.map((_, place) => `$${place + 1}::${types[place]}`);
    await store.pool.query(
      `insert into ${table} (${columns.join(', ')}, head_hash) values (${places.join(', ')}, '')`,
      values(state as never),
    );
  }
}

/** A leaf of the log as far as lists look at it. */
export interface BareLeaf {
  id: string;
  objectType: RecordType;
  objectId: string;
  actorId: string;
  reviewId: string | null;
  recommendationId: string | null;
}

/** Puts entries in the log, past `commit`, at the indices of the list. */
export async function insertLeaves(store: Store, leaves: readonly BareLeaf[]): Promise<void> {
  for (const [index, { id, objectType, objectId, actorId, reviewId, recommendationId }] of leaves.entries()) {
    const canon = JSON.stringify({ id, objectType, objectId, actor: actorId, body: {} });
    await store.pool.query(
      `with kept as (insert into entry (id, at, actor_id, object_type, object_id, object_version, action,
         review_id, recommendation_id, canon, hash)
         values ($1, now(), $2, $3, $4, $5, 'x', $6, $7, $8, '') returning *)
       insert into leaf (index, entry_id, hash, at, actor_id, object_type, object_id, review_id, recommendation_id, action)
       select $5 - 1, id, hash, at, actor_id, object_type, object_id, review_id, recommendation_id, action from kept`,
      [id, actorId, objectType, objectId, index + 1, reviewId, recommendationId, canon],
    );
  }
}
