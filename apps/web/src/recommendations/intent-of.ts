import type { Intent } from '#permissions';
import { transitionById, type TransitionId } from '#workflow';

/** The command by which a person brings a transition about: its own where nobody decides, else a proposal. */
export function intentOf(transition: TransitionId): Intent {
  if (isAtOnce(transition)) return { name: `recommendation.${transition}` as Intent['name'], transition };
  return { name: 'proposal.make', transition };
}

/** Whether the transition is recorded at once, without anybody's decision. */
export const isAtOnce = (transition: TransitionId): boolean =>
  transitionById(transition).decides === 'nobody';
