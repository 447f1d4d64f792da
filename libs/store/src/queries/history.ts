import type { Actor, HistoryEntry, HistoryQuery, LiveEntry, Opening, Page } from '#contracts';
import { openedBody } from '#ledger';
import { Parameters } from '../parameters.js';
import { prepared } from '../prepared.js';
import { scopeSql } from '../scope-sql.js';
import { historyFilters, historyKeys, isNarrowedTwice, leafSource } from './history-filters.js';
import { readPage, type ListPlan } from './list.js';
import { withoutHiddenEvidence } from './named-evidence.js';
import type { Reader } from '../reading/reader.js';

/** What decides who may read an entry of the log, beside its leaf. */
export const entryAudienceJoins = `join entry on entry.id = leaf.entry_id
  left join recommendation on recommendation.id = leaf.recommendation_id
  left join evidence on leaf.object_type = 'evidence' and evidence.id = leaf.object_id`;

interface EntryRow {
  index: number;
  canon: string;
  openings: Opening[] | null;
  redacted: HistoryEntry['redacted'] | null;
  hash: string;
  actorName: string | null;
  onBehalfOfName: string | null;
  reviewId: string | null;
  recommendation: HistoryEntry['recommendation'];
}

/** Entries of the history that the person may read, in log order; between two times, in the order of time. */
export async function listHistory(
  reader: Reader,
  actor: Actor,
  query: HistoryQuery,
): Promise<Page<HistoryEntry>> {
  const page = await readPage<EntryRow>(reader, historyPlan(actor, query), query);
  return { ...page, rows: await withoutHiddenEvidence(reader, actor, page.rows.map(shaped)) };
}

/** The parts of the list's statement. */
export function historyPlan(actor: Actor, query: HistoryQuery): ListPlan {
  const parameters = new Parameters();
  return {
    select: `leaf.index, entry.canon, opening.openings, opening.redacted, encode(leaf.hash, 'hex') as hash,
      actor.name as "actorName",
      (select name from person where id = (entry.canon::jsonb ->> 'onBehalfOf')::uuid) as "onBehalfOfName",
      leaf.review_id as "reviewId", case when recommendation.id is not null then json_build_object(
        'id', recommendation.id, 'code', recommendation.code, 'title', recommendation.title) end as recommendation`,
    from: `${leafSource(query, parameters)} ${entryAudienceJoins}
      left join opening on opening.entry_id = leaf.entry_id left join person actor on actor.id = leaf.actor_id`,
    where: [scopeSql(actor, 'read', 'history', parameters), ...historyFilters(actor, query, parameters)],
    keys: historyKeys(query),
    descending: query.order === 'descending',
    parameters,
    dependsOnValues: isNarrowedTwice(query),
  };
}

/** Entries after an index that the person may read and a topic covers, oldest first, at most `limit`. */
export async function missedEntries(
  reader: Reader,
  actor: Actor,
  since: number,
  within: { reviewIds: readonly string[]; recommendationIds: readonly string[] } | 'all',
  limit: number,
): Promise<LiveEntry[]> {
  const parameters = new Parameters();
  const where = [`leaf.index > ${parameters.add(since)}`, scopeSql(actor, 'read', 'history', parameters)];
  if (within !== 'all') {
    where.push(`(leaf.review_id = any(${parameters.add(within.reviewIds)}::uuid[])
      or leaf.recommendation_id = any(${parameters.add(within.recommendationIds)}::uuid[]))`);
  }
  const text = `select leaf.index, leaf.object_type as "objectType", leaf.object_id as "objectId",
      entry.object_version as version, entry.action, leaf.review_id as "reviewId",
      leaf.recommendation_id as "recommendationId"
    from leaf ${entryAudienceJoins} where ${where.join(' and ')} order by leaf.index limit ${parameters.add(limit)}::integer`;
  return (await reader.query<LiveEntry>(prepared(text, parameters.values))).rows;
}

function shaped({
  index,
  canon,
  openings,
  redacted,
  hash,
  actorName,
  onBehalfOfName,
  reviewId,
  recommendation,
}: EntryRow): HistoryEntry {
  const entry = JSON.parse(canon) as Omit<HistoryEntry, 'actor' | 'onBehalfOf'> & {
    actor: string | null;
    onBehalfOf: string | null;
  };
  return {
    index,
    id: entry.id,
    at: entry.at,
    actor: entry.actor && actorName ? { id: entry.actor, name: actorName } : null,
    onBehalfOf: entry.onBehalfOf && onBehalfOfName ? { id: entry.onBehalfOf, name: onBehalfOfName } : null,
    objectType: entry.objectType,
    objectId: entry.objectId,
    objectVersion: entry.objectVersion,
    action: entry.action,
    body: openedBody(entry.body, openings ?? []),
    held: (openings ?? []).map(({ path }) => path),
    redacted: redacted ?? [],
    recommendation,
    reviewId,
    hash,
    prevHash: entry.prevHash,
    requestId: entry.requestId,
  };
}
