import type { Actor, ActorGrant, Role, ScopeType } from '#contracts';
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
  const { whole, lead, other } = sampleEntities;
  const below = scopeId === whole ? [whole, lead, other] : [scopeId ?? ''];
  granted += 1;
  return {
    id: idOf(granted),
    role,
    scopeType,
    scopeId,
    entityIds: scopeType === 'entity' ? below : [],
    verifies,
  };
}

/** A person with these grants. */
export const sampleActor = (personId: string, ...grants: ActorGrant[]): Actor => ({ personId, grants });
