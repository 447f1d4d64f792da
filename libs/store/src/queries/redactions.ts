import { redactedText, type Actor, type Page, type RedactionQuery, type RedactionView } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { Rows } from '../past/rows.js';
import { readPage, type ListPlan } from './list.js';
import type { Reader } from '../reading/reader.js';

/** Redactions that the person may read: those that wait oldest first, all others newest first. */
export async function listRedactions(
  reader: Reader,
  actor: Actor,
  query: RedactionQuery,
): Promise<Page<RedactionView>> {
  type Row = Omit<RedactionView, 'reason'> & { reason: string | null };
  const page = await readPage<Row>(reader, redactionPlan(actor, query), query);
  return { ...page, rows: page.rows.map((row) => ({ ...row, reason: row.reason ?? redactedText })) };
}

/** The parts of the list's statement. */
export function redactionPlan(actor: Actor, query: RedactionQuery): ListPlan {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const where = [rows.readableBy(actor, 'redaction')];
  if (query.recommendationId)
    where.push(`redaction.recommendation_id = ${parameters.add(query.recommendationId)}`);
  if (query.state) where.push(`redaction.state = any(${parameters.add(query.state)}::text[])`);
  return {
    before: rows.before,
    select: `${rowShapes.redaction.selectList('redaction')},
      json_build_object('id', asker.id, 'name', asker.name) as "requestedBy",
      case when decider.id is not null then json_build_object('id', decider.id, 'name', decider.name) end as "decidedBy",
      case when lender.id is not null then json_build_object('id', lender.id, 'name', lender.name) end
        as "decidedOnBehalfOf",
      (select jsonb_path_query_first(opening.openings, '$[*] ? (@.path == "/note/reason").value') #>> '{}'
        from entry join opening on opening.entry_id = entry.id
        where entry.object_id = redaction.id and entry.object_version = 1) as reason,
      json_build_object('id', recommendation.id, 'code', recommendation.code, 'title', recommendation.title)
        as recommendation`,
    from: `redaction join recommendation on recommendation.id = redaction.recommendation_id
      join person asker on asker.id = redaction.requested_by_id
      left join person decider on decider.id = redaction.decided_by_id
      left join person lender on lender.id = redaction.decided_on_behalf_of_id`,
    where,
    keys: [
      { sql: 'redaction.created_at', type: 'timestamptz' },
      { sql: 'redaction.id', type: 'uuid' },
    ],
    descending: query.state?.join() !== 'requested',
    parameters,
  };
}
