import {
  redactedText,
  type Actor,
  type EmergencyAccessQuery,
  type EmergencyAccessView,
  type EmergencyUse,
  type EmergencyUseQuery,
  type Page,
} from '#contracts';
import { rowShapes } from '../entities/rows.js';
import { Parameters } from '../parameters.js';
import { isRunning } from '../people/rights.js';
import { prepared } from '../prepared.js';
import type { Reader } from '../reading/reader.js';
import { scopeSql } from '../scope-sql.js';
import { readPage, type ListPlan } from './list.js';

const running = `(emergency_access.state = 'approved' and ${isRunning('emergency_access')})`;
const open = `(emergency_access.state in ('requested', 'approved')
  and (emergency_access.state = 'requested' or ${isRunning('emergency_access')}))`;
/** Emergency access beside the recommendation that it opens, where it opens just one. */
export const emergencyAccessRows = `emergency_access
  left join recommendation on emergency_access.scope_type = 'recommendation'
    and recommendation.id = emergency_access.scope_id`;

/** Emergency access that the person may know of, newest first. */
export async function listEmergencyAccess(
  reader: Reader,
  actor: Actor,
  query: EmergencyAccessQuery,
): Promise<Page<EmergencyAccessView>> {
  type Row = Omit<EmergencyAccessView, 'reason'> & { reason: string | null };
  const page = await readPage<Row>(reader, emergencyAccessPlan(actor, query), query);
  return { ...page, rows: page.rows.map((row) => ({ ...row, reason: row.reason ?? redactedText })) };
}

/** The parts of the list's statement. */
export function emergencyAccessPlan(actor: Actor, query: EmergencyAccessQuery): ListPlan {
  const parameters = new Parameters();
  const where = [scopeSql(actor, 'read', 'emergency-access', parameters)];
  if (query.state) where.push(`emergency_access.state = any(${parameters.add(query.state)}::text[])`);
  if (query.requestedById)
    where.push(`emergency_access.requested_by_id = ${parameters.add(query.requestedById)}::uuid`);
  if (query.open) where.push(query.open === 'true' ? open : `not ${open}`);
  return {
    select: `${rowShapes['emergency-access'].selectList('emergency_access')},
      json_build_object('id', asker.id, 'name', asker.name) as "requestedBy",
      case when decider.id is not null then json_build_object('id', decider.id, 'name', decider.name) end as "decidedBy",
      (select jsonb_path_query_first(opening.openings, '$[*] ? (@.path == "/note/reason").value') #>> '{}'
        from entry join opening on opening.entry_id = entry.id
        where entry.object_id = emergency_access.id and entry.object_version = 1) as reason,
      coalesce(entity.name, review.title, case when ${scopeSql(actor, 'read', 'recommendation', parameters)}
        then recommendation.code end) as "scopeName",
      ${running} as "isRunning",
      (select count(*)::integer from emergency_use where emergency_use.access_id = emergency_access.id) as "useCount"`,
    from: `${emergencyAccessRows}
      left join entity on emergency_access.scope_type = 'entity' and entity.id = emergency_access.scope_id
      left join review on emergency_access.scope_type = 'review' and review.id = emergency_access.scope_id
      join person asker on asker.id = emergency_access.requested_by_id
      left join person decider on decider.id = emergency_access.decided_by_id`,
    where,
    keys: [
      { sql: 'emergency_access.created_at', type: 'timestamptz' },
      { sql: 'emergency_access.id', type: 'uuid' },
    ],
    descending: true,
    parameters,
  };
}

/** What was opened under an emergency access, newest first; null where there is none that the person may know of. */
export async function listEmergencyUses(
  reader: Reader,
  actor: Actor,
  accessId: string,
  query: EmergencyUseQuery,
): Promise<Page<EmergencyUse> | null> {
  const known = new Parameters();
  const text = `select 1 from ${emergencyAccessRows} where emergency_access.id = ${known.add(accessId)}::uuid
    and ${scopeSql(actor, 'read', 'emergency-access', known)}`;
  if ((await reader.query(prepared(text, known.values))).rowCount === 0) return null;
  return readPage<EmergencyUse>(reader, emergencyUsePlan(actor, accessId), query);
}

/** The parts of the list's statement. */
export function emergencyUsePlan(actor: Actor, accessId: string): ListPlan {
  const parameters = new Parameters();
  return {
    select: `emergency_use.at, emergency_use.object_type as "objectType", emergency_use.object_id as "objectId",
      case when ${scopeSql(actor, 'read', 'recommendation', parameters)} then json_build_object(
        'id', recommendation.id, 'code', recommendation.code, 'title', recommendation.title) end as recommendation`,
    from: `emergency_use left join recommendation on recommendation.id = emergency_use.recommendation_id`,
    where: [`emergency_use.access_id = ${parameters.add(accessId)}::uuid`],
    keys: [
      { sql: 'emergency_use.at', type: 'timestamptz' },
      { sql: 'emergency_use.object_id', type: 'uuid' },
    ],
    descending: true,
    parameters,
  };
}
