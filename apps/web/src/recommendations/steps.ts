import type { Axis, ProposalView, RecommendationView } from '#contracts';
import { axes } from '#contracts';
import { stateAllows, transitions, type Transition, type TransitionId } from '#workflow';
import type { Gate } from '../session/use-gate.js';
import type { FourAxis } from '../ui/tones.js';

/** How a state of an axis stands now: it is so, it was so at first, it may come next, it is asked for, or none of these. */
export type Place = 'now' | 'passed' | 'asked' | 'next' | 'other';

export interface Step {
  state: string;
  place: Place;
  /** What would lead there. */
  transition?: Transition & { id: TransitionId };
  gate?: Gate;
  /** The open proposal that asks for it. */
  proposalId?: string;
}

type GateOf = (transition: TransitionId) => Gate;

/** The states of one axis as they stand for a recommendation, its open proposals and the person who looks. */
export function stepsOf(
  axis: FourAxis,
  recommendation: RecommendationView,
  open: readonly ProposalView[],
  gateOf: GateOf,
): Step[] {
  const states: readonly string[] = axes[axis];
  const now = recommendation[axis];
  return states.map((state, place) => {
    if (state === now) return { state, place: 'now' };
    const transition = leadingTo(axis, state, recommendation);
    const asked = open.find((proposal) => targetOf(proposal) === `${axis}.${state}`);
    if (asked) return { state, place: 'asked', transition, proposalId: asked.id };
    if (transition) return { state, place: 'next', transition, gate: gateOf(transition.id) };
    // Every axis begins in its first state, so this one at least was passed for certain.
    return { state, place: place === 0 ? 'passed' : 'other' };
  });
}

function leadingTo(axis: Axis, state: string, recommendation: RecommendationView) {
  return transitions.find(
    (row) =>
      row.axis === axis &&
      (row.to as readonly string[]).includes(state) &&
      stateAllows(row.id, recommendation) === null,
  );
}

/** Axis and state that a proposal asks for, as `axis.state`. */
function targetOf({ change }: ProposalView): string | null {
  const row = transitions.find(({ id }) => id === change.transition);
  if (!row || row.axis === 'due-date') return null;
  return `${row.axis}.${'to' in change ? change.to : row.to[0]}`;
}
