import type { DueDate, RecommendationState } from '#contracts';

type Dated = Pick<RecommendationState, 'dueDate' | 'duePrecision'>;

/** Last day (YYYY-MM-DD) that still counts as in time: the day itself, or the last of the month or year. */
export function endOfDue({ date, precision }: DueDate): string {
  if (precision === 'day') return date;
  if (precision === 'year') return `${date.slice(0, 4)}-12-31`;
  const end = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  return end.toISOString().slice(0, 10);
}

/**
 * Whether a recommendation is past its due date on the day `today` (YYYY-MM-DD): it has a date, is open, and is
 * not yet reported implemented.
 */
export function isOverdue(
  recommendation: Dated & Pick<RecommendationState, 'closure' | 'implementation'>,
  today: string,
): boolean {
  if (!recommendation.dueDate || recommendation.closure !== 'open') return false;
  if (recommendation.implementation === 'reported_implemented') return false;
  return endOfDue({ date: recommendation.dueDate, precision: recommendation.duePrecision ?? 'day' }) < today;
}

/** Whether an action is past its due date on the day `today` (YYYY-MM-DD). */
export function isActionOverdue(action: Dated & { state: string }, today: string): boolean {
  if (!action.dueDate || action.state === 'completed' || action.state === 'dropped') return false;
  return endOfDue({ date: action.dueDate, precision: action.duePrecision ?? 'day' }) < today;
}
