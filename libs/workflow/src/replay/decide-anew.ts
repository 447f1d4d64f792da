import { Refusal, type Event, type EvidenceState, type ObjectType, type ProposalState } from '#contracts';
import { decide } from '../decide.js';
import type { World } from '../world.js';
import { idForm, type CommandBehind } from './command-behind.js';
import { delegationFault } from './delegated.js';
import { Untold } from './open-values.js';
import type { ReplayedEntry } from './replayed-entry.js';
import type { Seen } from './seen.js';

/** What the rules make of the command behind an entry, in the world as it was seen; the refusal in words otherwise. */
export function decideAnew(entry: ReplayedEntry, command: CommandBehind, seen: Seen): Event[] | string {
  const { at, actor, objectId } = entry;
  const objectType = entry.objectType as ObjectType;
  const world = seen.objects.worldOf(command, objectType, objectId);
  world.known = { has: (id) => !seen.isWhole || seen.knows(id) || (id as unknown) instanceof Untold };
  if (objectType === 'proposal') fillInEvidence(world, entry, seen);
  // Identifiers of what the command makes beside its own object are told by the entries that follow.
  const freshIds = [new Untold(idForm), new Untold(idForm)] as unknown as string[];
  try {
    const asGiven = { ...command, objectType, objectId } as Parameters<typeof decide>[0];
    const events = decide(asGiven, world, {
      at,
      actorId: actor ?? '',
      onBehalfOfId: entry.onBehalfOf,
      freshIds,
    });
    return delegationFault(entry, command, world.recommendation, seen) ?? events;
  } catch (fault) {
    if (fault instanceof Refusal) return fault.message;
    throw fault;
  }
}

/** Evidence that is not in this part of the log is taken as it was pinned, which proves nothing of it. */
function fillInEvidence(world: World, { body: { set } }: ReplayedEntry, seen: Seen): void {
  if (seen.isWhole) return;
  const named = world.namedEvidence ?? [];
  const pinned = (world.proposal?.evidence ?? set['evidence'] ?? []) as ProposalState['evidence'];
  const missing = pinned.filter(({ evidenceId }) => !named.some(({ id }) => id === evidenceId));
  if (missing.length === 0) return;
  seen.unproved.count('evidence');
  const recommendationId = world.recommendation?.id;
  world.namedEvidence = [
    ...named,
    ...missing.map(({ evidenceId: id, version, sha256 }) => {
      const file = sha256 === null ? null : { sha256 };
      return { id, version, recommendationId, file, state: 'current' } as EvidenceState;
    }),
  ];
}
