import type { Pool } from 'pg';
import type {
  EmergencyAccessState,
  DelegationState,
  EntryAction,
  GrantState,
  PersonState,
  RecommendationState,
  RightsCause,
} from '#contracts';
import type { EntryAudience } from '#permissions';
import type { ChangedRow } from '../commit/record.js';
import { isRunning } from './rights.js';
import type { Parameters } from '../parameters.js';

/** What of a recommendation decides who reads it. */
export type Readership = NonNullable<EntryAudience['recommendation']> & { reviewId: string };

/** Something that changed who may do or read what, as every node hears of it. */
export interface RightsChange {
  id: string;
  cause: RightsCause;
  /** Whose rights changed; null where they may be anybody's, or where it is about a recommendation. */
  personId: string | null;
  /** Those to whom that person lends rights, which change with theirs. */
  deputyIds: readonly string[];
  /** Set where a recommendation is read by others than before: what decided that then, and what does now. */
  recommendation: { before: Readership; now: Readership } | null;
}

type NewChange = Pick<RightsChange, 'cause' | 'personId'> & { before?: Readership };

/** Actions that may change rights; what else happens is not looked at for them. */
const actions = new Set<string>([
  'emergency-access.approved',
  'emergency-access.ended',
  'grant.given',
  'grant.ended',
  'delegation.given',
  'delegation.ended',
  'person.deactivated',
  'person.reactivated',
  'entity.created',
  'recommendation.assigned',
  'recommendation.classified',
  'recommendation.issued',
  'recommendation.responded-to',
] satisfies EntryAction[]);

/** Whether an entry of this action may be one that changed rights. */
export const mayChangeRights = (action: string): boolean => actions.has(action);

/** Parts of the writing statement that tell every node of changed rights, in the transaction that changes them. */
export function rightsParts(rows: readonly ChangedRow[], parameters: Parameters): string[] {
  const changes = rows.flatMap(changesOf);
  if (changes.length === 0) return [];
  const tuples = changes.map(
    ({ cause, personId, before }) => `(${parameters.add(cause)}::text, ${parameters.add(personId)}::uuid,
      ${parameters.add(before?.id ?? null)}::uuid, ${parameters.add(before ? JSON.stringify(before) : null)}::jsonb)`,
  );
  const lenders = changes.flatMap(({ cause, personId }) =>
    personId && cause !== 'delegation-ended' ? [personId] : [],
  );
  return [
    ...(lenders.length > 0 ? [borrowersPart(parameters.add(lenders))] : []),
    `rights as (insert into rights_change (cause, person_id, recommendation_id, before) values ${tuples.join(', ')})`,
  ];
}

/** What a person lent changes with what they hold. */
const borrowersPart = (lenders: string): string =>
  `borrowers as (insert into rights_change (cause, person_id) select 'delegation-ended', to_id from delegation
     where from_id = any(${lenders}::uuid[]) and ${isRunning('delegation')})`;

function changesOf({ objectType, before, after }: ChangedRow): NewChange[] {
  switch (objectType) {
    case 'grant': {
      const { personId, endedAt } = after as GrantState;
      return [{ cause: endedAt ? 'grant-ended' : 'granted', personId }];
    }
    case 'emergency-access':
      return ofEmergency(before as EmergencyAccessState | null, after as EmergencyAccessState);
    case 'delegation': {
      const { toId, endedAt } = after as DelegationState;
      return [{ cause: endedAt ? 'delegation-ended' : 'granted', personId: toId }];
    }
    case 'person':
      return ofAccount(before as PersonState | null, after as PersonState);
    // An entity that is new stands within what is granted above it; where one stands never changes.
    case 'entity':
      return before ? [] : [{ cause: 'granted', personId: null }];
    case 'recommendation':
      return before ? ofReaders(before as RecommendationState, after as RecommendationState) : [];
    default:
      return [];
  }
}

function ofEmergency(was: EmergencyAccessState | null, is: EmergencyAccessState): NewChange[] {
  const personId = is.requestedById;
  if (is.state === 'approved') return [{ cause: 'granted', personId }];
  return was?.state === 'approved' ? [{ cause: 'access-ended', personId }] : [];
}

function ofAccount(was: PersonState | null, is: PersonState): NewChange[] {
  if (!was || was.state === is.state) return [];
  return [{ cause: is.state === 'active' ? 'granted' : 'account-closed', personId: is.id }];
}

function ofReaders(was: RecommendationState, is: RecommendationState): NewChange[] {
  const isMarkedOtherwise = was.confidentiality !== is.confidentiality || was.issuance !== is.issuance;
  if (!isMarkedOtherwise && was.leadEntityId === is.leadEntityId && was.ownerId === is.ownerId) return [];
  const { id, reviewId, leadEntityId, ownerId, issuance, confidentiality } = was;
  const before = { id, reviewId, leadEntityId, ownerId, issuance, confidentiality };
  return [{ cause: isMarkedOtherwise ? 'reclassified' : 'reassigned', personId: null, before }];
}

const unseen = {
  name: 'rights-changes',
  text: `
    with horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as xact)
    select horizon.xact::text as horizon, change.id::text, change.cause, change.person_id as "personId", change.before,
      array(select to_id from delegation where from_id = change.person_id and ended_at is null) as "deputyIds",
      json_build_object('id', now.id, 'reviewId', now.review_id, 'leadEntityId', now.lead_entity_id,
        'ownerId', now.owner_id, 'issuance', now.issuance, 'confidentiality', now.confidentiality) as now
    from horizon left join rights_change change on change.xact >= coalesce($1::xid8, horizon.xact)
    left join recommendation now on now.id = change.recommendation_id
    order by change.id`,
};

/**
 * Changes of rights that were not visible at a horizon, in their order, and the horizon of this reading: every
 * transaction below it is seen. Some may come a second time.
 *
 * @param since the horizon of the reading before; null at first, for what is not visible yet
 */
export async function rightsChangesSince(
  pool: Pool,
  since: string | null,
): Promise<{ horizon: string; changes: RightsChange[] }> {
  const { rows } = await pool.query<
    Omit<RightsChange, 'id' | 'recommendation'> & {
      horizon: string;
      id: string | null;
      before: Readership | null;
      now: Readership;
    }
  >({ ...unseen, values: [since] });
  return {
    horizon: rows[0]?.horizon ?? '0',
    changes: rows.flatMap(({ id, cause, personId, deputyIds, before, now }) =>
      id === null ? [] : [{ id, cause, personId, deputyIds, recommendation: before && { before, now } }],
    ),
  };
}

const keptHours = 2;

/** Forgets what every node has long heard. */
export async function forgetOldRightsChanges(pool: Pool): Promise<void> {
  await pool.query('delete from rights_change where at < now() - make_interval(hours => $1)', [keptHours]);
}
