import type { Command } from '#contracts';
import type { Facts, Intent } from '#permissions';
import type { World } from '#workflow';

/** The command as permissions see it. */
export function intentOf(command: Command): Intent {
  switch (command.name) {
    case 'proposal.make':
      return { name: command.name, transition: command.input.change.transition };
    case 'delegation.give':
      return { name: command.name, deeds: command.input.deeds };
    default:
      return { name: command.name };
  }
}

/** What permissions are asked about: the loaded objects, and for a new object what it is about to be. */
export function factsOf(command: Command, world: World, actorId: string): Facts {
  const { installation, entity, person, grant, delegation, review, recommendation } = world;
  const { proposal, action, evidence, comment, redaction, mapping } = world;
  const facts = {
    installation,
    entity,
    person,
    grant,
    delegation,
    review,
    recommendation,
    proposal,
    action,
    evidence,
    comment,
    redaction,
    'emergency-access': world['emergency-access'],
    mapping,
  };
  if (command.name === 'recommendation.draft') {
    return {
      ...facts,
      recommendation: { ...command.input, id: command.objectId, ownerId: null, issuance: 'draft' },
    };
  }
  if (command.name === 'grant.give') return { ...facts, grant: command.input };
  if (command.name === 'delegation.give')
    return { ...facts, delegation: { ...command.input, fromId: actorId } };
  return facts;
}
