import type { PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import { occurrences, type Occurrence } from '#contracts';
import { write } from '../commit/write.js';
import { entryOf, type Entry } from '../log/entries.js';
import type { Store } from '../store.js';

/** What surrounds an occurrence in its entry. */
export interface Happening {
  /** Who did it; of a sign-in, the account. Null for the operator. */
  actorId: string | null;
  requestId: string;
  /** Simulated time of the entry, in a demo alone; the database's clock otherwise. */
  at?: string | undefined;
  reviewId?: string | null;
  recommendationId?: string | null;
}

/** The entry of what happened: an object of its own, of one version and without a state. */
export function occurrenceEntry(occurrence: Occurrence, happening: Happening & { at: string }): Entry {
  const { actorId, requestId, at, reviewId = null, recommendationId = null } = happening;
  const { objectType } = occurrences[occurrence.action];
  return entryOf(
    { ...occurrence, objectType, objectId: uuid() },
    {
      id: uuid(),
      at,
      actorId,
      onBehalfOfId: null,
      objectVersion: 1,
      prevHash: null,
      requestId,
      reviewId,
      recommendationId,
    },
  );
}

/** Writes what happened within the caller's transaction, by its clock; the bell is the caller's to ring. */
export async function writeOccurrences(
  client: PoolClient,
  happened: readonly (readonly [Occurrence, Happening])[],
): Promise<Entry[]> {
  if (happened.length === 0) return [];
  const { rows } = await client.query<{ now: string }>({
    name: 'clock',
    text: 'select clock_timestamp() as now',
  });
  const now = rows[0]?.now ?? '';
  const entries = happened.map(([occurrence, happening]) =>
    occurrenceEntry(occurrence, { ...happening, at: happening.at ?? now }),
  );
  await write(client, [], entries, null);
  return entries;
}

/**
 * Records what happened and changed no object, in a transaction of its own, on the write path of every entry.
 *
 * @returns the entry as it was written
 */
export async function recordOccurrence(
  store: Store,
  occurrence: Occurrence,
  happening: Happening,
): Promise<Entry> {
  const [entry] = await store.transaction((client) => writeOccurrences(client, [[occurrence, happening]]));
  store.bell.ring();
  return entry as Entry;
}
