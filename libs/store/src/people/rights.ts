import type { Actor, ActorGrant, DelegableDeed } from '#contracts';

/** Whether a grant or delegation under this alias runs at a time: it was not ended, and its own end has not come. */
export function isRunning(alias: string, moment = 'now()'): string {
  return `(${alias}.ended_at is null and (${alias}.ends_at is null or ${alias}.ends_at > ${moment}))`;
}

/** The entities in the scope of a row under this alias, as an array in SQL: its own and all below it. */
export function entitiesBelow(alias: string): string {
  return `case when ${alias}.scope_type = 'entity' then array(
      with recursive below as (
        select entity.id from entity where entity.id = ${alias}.scope_id
        union all
        select entity.id from entity join below on entity.parent_id = below.id
      ) select below.id from below) else '{}'::uuid[] end`;
}

/** A right with the time in which it runs; null where that is open. */
export interface HeldRight {
  personId: string;
  id: string;
  role: ActorGrant['role'];
  scopeType: ActorGrant['scopeType'];
  scopeId: string | null;
  entityIds: string[];
  verifies: boolean;
  startsAt: string | null;
  endsAt: string | null;
  delegationId: string | null;
  fromId: string | null;
  lentScopeType: ActorGrant['scopeType'] | null;
  lentScopeId: string | null;
  lentEntityIds: string[];
  deeds: DelegableDeed[] | null;
  emergencyId: string | null;
  /** The database's clock when it was read. */
  now: string;
}

const granted = `g.id, g.role, g.scope_type as "scopeType", g.scope_id as "scopeId", g.verifies,
  ${entitiesBelow('g')} as "entityIds"`;

/** Rights of persons that run now or begin later: of each their own first, then those that others lent. */
const rightsSql = (persons: string) => `
    select p.id as "personId", ${granted}, null::timestamptz as "startsAt", g.ends_at as "endsAt", null::uuid as "delegationId",
      null::uuid as "fromId", null as "lentScopeType", null::uuid as "lentScopeId", '{}'::uuid[] as "lentEntityIds",
      null::text[] as deeds, null::uuid as "emergencyId", clock_timestamp() as now, g.created_at as "order"
    from "grant" g join person p on p.id = g.person_id
    where g.person_id = ${persons} and ${isRunning('g')} and p.state = 'active'
    union all
    select p.id, ${granted}, d.starts_at, least(d.ends_at, g.ends_at), d.id, d.from_id, d.scope_type, d.scope_id,
      ${entitiesBelow('d')}, d.deeds, null, clock_timestamp(), d.created_at
    from delegation d join "grant" g on g.person_id = d.from_id
    join person p on p.id = d.to_id join person lender on lender.id = d.from_id
    where d.to_id = ${persons} and ${isRunning('d')} and ${isRunning('g')}
      and p.state = 'active' and lender.state = 'active'
    union all
    select p.id, e.id, 'auditor', e.scope_type, e.scope_id, false, ${entitiesBelow('e')}, e.starts_at, e.ends_at, null, null,
      null, null, '{}', null, e.id, clock_timestamp(), e.created_at
    from emergency_access e join person p on p.id = e.requested_by_id
    where e.requested_by_id = ${persons} and e.state = 'approved' and ${isRunning('e')} and p.state = 'active'
    order by "emergencyId" nulls first, "delegationId" nulls first, "order", id`;

/** Of the person `$1`. */
export const rightsQuery = { name: 'rights', text: rightsSql('$1') };
/** Of the persons `$1`, an array of identifiers. */
export const rightsOfMany = { name: 'rights-of-many', text: rightsSql('any($1::uuid[])') };

/** The person with those of the rights that run at a time (RFC 3339). */
export function actorAt(personId: string, rights: readonly HeldRight[], at: string): Actor {
  const running = rights.filter(
    ({ startsAt, endsAt }) => (startsAt === null || startsAt <= at) && (endsAt === null || endsAt > at),
  );
  const boundaries = rights.flatMap(({ startsAt, endsAt }) =>
    [startsAt, endsAt].filter((time): time is string => time !== null && time > at),
  );
  const changesAt = boundaries.sort()[0];
  return { personId, grants: running.map(grantOf), ...(changesAt && { changesAt }) };
}

function grantOf(right: HeldRight): ActorGrant {
  const { id, role, scopeType, scopeId, entityIds, verifies } = right;
  const { delegationId, fromId, lentScopeType, lentScopeId, lentEntityIds, deeds, emergencyId } = right;
  const grant = { id, role, scopeType, scopeId, entityIds, verifies };
  if (emergencyId) return { ...grant, emergencyId };
  if (!delegationId || !fromId || !lentScopeType || !deeds) return grant;
  const scope = { scopeType: lentScopeType, scopeId: lentScopeId, entityIds: lentEntityIds };
  return { ...grant, lent: { ...scope, delegationId, fromId, deeds } };
}
