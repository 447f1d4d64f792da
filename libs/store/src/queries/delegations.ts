import { redactedText, type Actor, type DelegationQuery, type DelegationView, type Page } from '#contracts';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { Rows } from '../past/rows.js';
import { isRunning } from '../people/rights.js';
import type { Reader } from '../reading/reader.js';
import { readPage, type ListPlan } from './list.js';

/** Delegations that the person may know of, newest first. */
export async function listDelegations(
  reader: Reader,
  actor: Actor,
  query: DelegationQuery,
): Promise<Page<DelegationView>> {
  type Row = Omit<DelegationView, 'reason'> & { reason: string | null };
  const page = await readPage<Row>(reader, delegationPlan(actor, query), query);
  return { ...page, rows: page.rows.map((row) => ({ ...row, reason: row.reason ?? redactedText })) };
}

/** The parts of the list's statement. */
export function delegationPlan(actor: Actor, query: DelegationQuery): ListPlan {
  const parameters = new Parameters();
  const rows = new Rows(parameters, query.asOf);
  const where = [rows.readableBy(actor, 'delegation'), ...timeSql(query, rows.moment)];
  if (query.fromId) where.push(`delegation.from_id = ${parameters.add(query.fromId)}`);
  if (query.toId) where.push(`delegation.to_id = ${parameters.add(query.toId)}`);
  if (query.mine) {
    const me = parameters.add(actor.personId);
    const isMine = `(delegation.from_id = ${me}::uuid or delegation.to_id = ${me}::uuid)`;
    where.push(query.mine === 'true' ? isMine : `not ${isMine}`);
  }
  return {
    before: rows.before,
    select: `${rowShapes.delegation.selectList('delegation')},
      json_build_object('id', lender.id, 'name', lender.name) as "from",
      json_build_object('id', recipient.id, 'name', recipient.name) as "to",
      coalesce(entity.name, review.title, case when ${rows.readableBy(actor, 'recommendation')}
        then recommendation.code end) as "scopeName",
      (select jsonb_path_query_first(opening.openings, '$[*] ? (@.path == "/note/reason").value') #>> '{}'
        from entry join opening on opening.entry_id = entry.id
        where entry.object_id = delegation.id and entry.object_version = 1) as reason`,
    from: `delegation join person lender on lender.id = delegation.from_id
      join person recipient on recipient.id = delegation.to_id
      left join entity on delegation.scope_type = 'entity' and entity.id = delegation.scope_id
      left join review on delegation.scope_type = 'review' and review.id = delegation.scope_id
      left join recommendation on delegation.scope_type = 'recommendation'
        and recommendation.id = delegation.scope_id`,
    where,
    keys: [
      { sql: 'delegation.created_at', type: 'timestamptz' },
      { sql: 'delegation.id', type: 'uuid' },
    ],
    descending: true,
    parameters,
  };
}

function timeSql({ time }: DelegationQuery, moment: string): string[] {
  const running = isRunning('delegation', moment);
  switch (time) {
    case 'running':
      return [running, `delegation.starts_at <= ${moment}`];
    case 'coming':
      return [running, `delegation.starts_at > ${moment}`];
    case 'ended':
      return [`not ${running}`];
    default:
      return [];
  }
}
