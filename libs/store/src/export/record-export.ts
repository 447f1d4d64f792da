import { headIndex } from '../log/feed.js';
import { recordOccurrence } from '../occurrence/record-occurrence.js';
import type { Store } from '../store.js';
import type { BundleExport } from './export-bundle.js';
import { partOf, type ExportScope } from './export-scope.js';

/** Records that a bundle left the house, or the part of it that was read. */
export async function recordExport(
  store: Store,
  scope: ExportScope,
  { treeSize, told }: Pick<BundleExport, 'treeSize' | 'told'>,
  requestId: string,
): Promise<void> {
  const { actor, recommendationId } = scope;
  const { rows } = await store.pool.query<{ reviewId: string }>(
    'select review_id as "reviewId" from recommendation where id = $1',
    [recommendationId ?? null],
  );
  await recordOccurrence(
    store,
    { action: 'export.made', body: { what: 'bundle', scope: partOf(scope), treeSize, entries: told } },
    {
      actorId: actor === 'operator' ? null : actor.personId,
      requestId,
      reviewId: scope.reviewId ?? rows[0]?.reviewId ?? null,
      recommendationId: recommendationId ?? null,
    },
  );
}

/** Records that the list of people left the house, and how many accounts were on it. */
export async function recordPeopleExport(
  store: Store,
  actorId: string,
  accounts: number,
  requestId: string,
): Promise<void> {
  const scope = { type: 'installation', id: null } as const;
  const treeSize = (await headIndex(store.pool)) + 1;
  await recordOccurrence(
    store,
    { action: 'export.made', body: { what: 'people', scope, treeSize, entries: accounts } },
    { actorId, requestId },
  );
}
