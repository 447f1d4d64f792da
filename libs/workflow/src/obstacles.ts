import { Refusal, type CommandName, type ProposedTransition } from '#contracts';
import { stateAllows } from './definition/questions.js';
import { transitions, type TransitionId } from './definition/transitions.js';
import { unended } from './rules/accounts.js';
import { takesActions, unfinished } from './rules/action.js';
import { current, replaceable } from './rules/evidence.js';
import { unresolved } from './rules/comment.js';
import { evidenceMustStand, mustBeOpen, openForDecision } from './rules/proposal-decide.js';
import { waiting } from './rules/redaction.js';
import { need, type Moment, type World } from './world.js';

/** What a command runs into whatever it carries: the checks with which its rule begins. */
type Check = (world: World, moment: Moment) => unknown;

const checks: Partial<Record<CommandName, Check>> = {
  'proposal.approve': (world, moment) => evidenceMustStand(openForDecision(world, moment), world),
  'proposal.reject': openForDecision,
  'proposal.return': openForDecision,
  'proposal.withdraw': (world) => mustBeOpen(need(world, 'proposal')),
  'action.plan': takesActions,
  'action.change': unfinished,
  'action.start': unfinished,
  'action.complete': unfinished,
  'action.drop': unfinished,
  'evidence.replace': replaceable,
  'evidence.withdraw': current,
  'comment.resolve': unresolved,
  'grant.end': (world, { at }) => unended(world, at),
  'redaction.approve': waiting,
  'redaction.reject': waiting,
};

/**
 * What stands in the way of a command whatever it carries: the state of the objects, or the segregation of duties.
 * Found by the checks of the rules themselves. Null where nothing does.
 *
 * @param transition what a proposal asks for
 */
export function obstacleTo(
  { name, transition }: { name: CommandName; transition?: ProposedTransition | TransitionId | undefined },
  world: World,
  moment: Moment,
): Refusal | null {
  const moved = transition ?? ownTransition(name);
  const closed = moved && world.recommendation ? stateAllows(moved, world.recommendation) : null;
  if (closed) return closed;
  const isAsked = (world.openProposals ?? []).some(({ change }) => change.transition === transition);
  if (name === 'proposal.make' && isAsked)
    return new Refusal('proposal-open-already', `'${transition}' has been proposed and waits for a decision`);
  try {
    checks[name]?.(world, moment);
    return null;
  } catch (fault) {
    if (fault instanceof Refusal) return fault;
    throw fault;
  }
}

/** The transition that a command of its own name makes, such as `recommendation.hold`. */
function ownTransition(name: CommandName): TransitionId | undefined {
  const verb = name.startsWith('recommendation.') ? name.slice('recommendation.'.length) : '';
  return transitions.find(({ id, decides }) => id === verb && decides === 'nobody')?.id;
}
