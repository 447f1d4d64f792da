import { formOf, RecommendationState } from '#contracts';
import { stateAllows } from '../definition/questions.js';
import { transitions, type Transition, type TransitionId } from '../definition/transitions.js';
import { differenceOf, isOpen } from './open-values.js';
import type { ReplayedEntry } from './replayed-entry.js';

const setForm = formOf(RecommendationState.partial(), isOpen);
/** Recorded where a verification is refused; the table records the verification alone. */
const insufficient = 'recommendation.found-insufficient';

/**
 * Whether the transition table knows a step from this state that a proposal asks for and this entry could record. All
 * that can be said of a decided transition where its proposal is not to be seen. The fault in words, or null.
 */
export function tableFault({ action, body }: ReplayedEntry, before: RecommendationState): string | null {
  const recorded = action === insufficient ? 'recommendation.verified' : action;
  const rows = (transitions as readonly Transition[]).filter(
    ({ records, axis, to }) =>
      records === recorded && (axis === 'due-date' || to.includes(String(body.set[axis]))),
  );
  if (rows.length === 0) return 'no transition leads there';
  const refusals = rows.map(({ id }) => stateAllows(id as TransitionId, before));
  const was = Object.fromEntries(
    Object.keys(body.set).map((field) => [field, before[field as keyof RecommendationState]]),
  );
  if (refusals.every((refusal) => refusal !== null)) return refusals[0]?.message ?? null;
  return setForm(body.set, 'set') ?? differenceOf(body.was, was, 'was');
}
