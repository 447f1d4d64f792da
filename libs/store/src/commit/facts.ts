import type { Command } from '#contracts';
import type { Facts, Intent } from '#permissions';
import type { World } from '#workflow';

/** The command as permissions see it. */
export function intentOf(command: Command): Intent {
  return command.name === 'proposal.make'
    ? { name: command.name, transition: command.input.change.transition }
    : { name: command.name };
}

/** What permissions are asked about: the loaded objects, and for a new object what it is about to be. */
export function factsOf(command: Command, world: World): Facts {
  const { installation, entity, person, grant, review, recommendation } = world;
  const { proposal, action, evidence, comment, redaction } = world;
  const facts = {
    installation,
    entity,
    person,
    grant,
    review,
    recommendation,
    proposal,
    action,
    evidence,
    comment,
    redaction,
    'emergency-access': world['emergency-access'],
  };
  if (command.name === 'recommendation.draft') {
    return {
      ...facts,
      recommendation: { ...command.input, id: command.objectId, ownerId: null, issuance: 'draft' },
    };
  }
  if (command.name === 'grant.give') return { ...facts, grant: command.input };
  return facts;
}
