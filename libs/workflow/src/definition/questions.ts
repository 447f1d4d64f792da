import { axes, Refusal, type Axis, type DeciderLevel, type RecommendationState } from '#contracts';
import { transitionById, type TransitionId } from './transitions.js';

/** The part of a recommendation that the table looks at. */
export type AxesOf = Pick<RecommendationState, Axis>;
type Weight = Pick<RecommendationState, 'criticality'>;

const axisNames = Object.keys(axes) as Axis[];

/** Whether the table lets this transition start from where the recommendation stands; the refusal if not. */
export function stateAllows(id: TransitionId, recommendation: AxesOf): Refusal | null {
  const { from } = transitionById(id);
  for (const axis of axisNames) {
    const needed = from[axis];
    if (needed && !needed.includes(recommendation[axis])) {
      return new Refusal(
        'wrong-state',
        `'${id}' needs ${axis} to be ${needed.join(' or ')}; it is ${recommendation[axis]}`,
        { rule: `${id}/from-${axis}` },
      );
    }
  }
  return null;
}

/** How many persons must approve this transition of this recommendation. */
export function approvalsNeeded(id: TransitionId, recommendation: Weight): number {
  const row = transitionById(id);
  return recommendation.criticality === 'critical'
    ? (row.approvalsIfCritical ?? row.approvals)
    : row.approvals;
}

/** Who may decide this transition of this recommendation. */
export function deciderOf(id: TransitionId, recommendation: Weight): DeciderLevel | 'nobody' {
  const row = transitionById(id);
  return recommendation.criticality === 'critical' ? (row.decidesIfCritical ?? row.decides) : row.decides;
}
