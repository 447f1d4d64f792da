import type { Actor, ActorGrant, DelegableDeed, Role, ScopeType } from '#contracts';
import { idOf } from './sample-states.js';

/** A tree of entities for samples: `lead` stands below `whole`, `other` beside it. */
export const sampleEntities = { whole: idOf(0x400), lead: idOf(0x401), other: idOf(0x402) };

let granted = 0xb000;

/** A running grant as permissions read it, entities spelled out to those below. `verifies` means something to auditors alone. */
export function sampleGrant(
  role: Role,
  scopeType: ScopeType = 'installation',
  scopeId: string | null = null,
  verifies = true,
): ActorGrant {
  granted += 1;
  return {
    id: idOf(granted),
    role,
    scopeType,
    scopeId,
    entityIds: scopeType === 'entity' ? belowOf(scopeId) : [],
    verifies,
  };
}

function belowOf(scopeId: string | null): string[] {
  const { whole, lead, other } = sampleEntities;
  return scopeId === whole ? [whole, lead, other] : [scopeId ?? ''];
}

/** The grant as it was lent by who holds it: for these decisions, within this scope. */
export function sampleLoan(
  grant: ActorGrant,
  fromId: string,
  [scopeType, scopeId]: readonly [ScopeType, string | null] = ['installation', null],
  deeds: DelegableDeed[] = ['proposal.approve', 'proposal.reject', 'proposal.return'],
): ActorGrant {
  const entityIds = scopeType === 'entity' ? belowOf(scopeId) : [];
  return { ...grant, lent: { delegationId: grant.id, fromId, scopeType, scopeId, entityIds, deeds } };
}

/** A person with these grants. */
export const sampleActor = (personId: string, ...grants: ActorGrant[]): Actor => ({ personId, grants });
