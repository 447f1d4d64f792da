import type { Command, CommandName, Event } from '#contracts';
import { accountRules } from './rules/accounts.js';
import { actionRules } from './rules/action.js';
import { commentRules } from './rules/comment.js';
import { emergencyAccessRules } from './rules/emergency-access.js';
import { delegationRules } from './rules/delegation.js';
import { evidenceRules } from './rules/evidence.js';
import { installationRules } from './rules/installation.js';
import { mappingRules } from './rules/mapping.js';
import { decisionRules } from './rules/proposal-decide.js';
import { makeProposal } from './rules/proposal-make.js';
import { recommendationRules } from './rules/recommendation.js';
import { redactionRules } from './rules/redaction.js';
import { reviewRules } from './rules/review.js';
import type { Rule, Rules } from './rules/rule.js';
import { transitionRules } from './rules/transition.js';
import type { Moment, World } from './world.js';

const rules: Rules<CommandName> = {
  ...installationRules,
  ...accountRules,
  ...delegationRules,
  ...reviewRules,
  ...recommendationRules,
  ...transitionRules,
  'proposal.make': makeProposal,
  ...decisionRules,
  ...actionRules,
  ...evidenceRules,
  ...commentRules,
  ...redactionRules,
  ...emergencyAccessRules,
  ...mappingRules,
};

/**
 * The events that a command causes in the world as it was loaded, or a Refusal thrown. Pure: the moment brings
 * the time and fresh identifiers.
 */
export function decide(command: Command, world: World, moment: Moment): Event[] {
  const rule = rules[command.name] as Rule<CommandName>;
  return rule(command, world, moment);
}
