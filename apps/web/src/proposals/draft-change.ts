import { ProposedChange, type DueDate, type ProposedTransition } from '#contracts';

/** All that a person may have typed towards a change, whichever they then choose. */
export interface ChangeDraft {
  to: string;
  reason: string;
  narrative: string;
  note: string;
  evidenceIds: string[];
  ownerId: string | null;
  dueDate: string | null;
  duePrecision: DueDate['precision'];
  riskStatement: string;
  riskReviewDate: string | null;
  supersededById: string | null;
  actionTitle: string;
}

export const emptyDraft: ChangeDraft = {
  to: 'accepted',
  reason: '',
  narrative: '',
  note: '',
  evidenceIds: [],
  ownerId: null,
  dueDate: null,
  duePrecision: 'day',
  riskStatement: '',
  riskReviewDate: null,
  supersededById: null,
  actionTitle: '',
};

/** Fields of the form, by name. */
export type ChangeField =
  | 'to'
  | 'reason'
  | 'narrative'
  | 'note'
  | 'evidenceIds'
  | 'ownerId'
  | 'due'
  | 'riskStatement'
  | 'riskReviewDate'
  | 'supersededById';

/** What the form of each transition asks for, in this order. */
export const fieldsOf: Record<ProposedTransition, readonly ChangeField[]> = {
  issue: [],
  respond: ['to', 'reason', 'ownerId', 'due'],
  'report-implemented': ['narrative', 'evidenceIds'],
  verify: ['note'],
  'close-implemented': ['reason'],
  'close-alternative': ['reason'],
  'close-overtaken': ['reason'],
  'close-not-implemented': ['reason'],
  'close-risk-accepted': ['riskStatement', 'riskReviewDate', 'reason'],
  supersede: ['supersededById', 'reason'],
  'move-due-date': ['due', 'reason'],
  reopen: ['reason'],
};

const optionalReasons: readonly ProposedTransition[] = ['close-implemented', 'close-risk-accepted'];

/** Whether the field must be filled in for this transition, as far as the draft goes. */
export function isNeeded(field: ChangeField, transition: ProposedTransition, draft: ChangeDraft): boolean {
  if (field === 'note') return false;
  if (field === 'reason' && optionalReasons.includes(transition)) return false;
  if (transition !== 'respond') return true;
  if (field === 'reason') return draft.to !== 'accepted';
  if (field === 'ownerId' || field === 'due') return draft.to !== 'not_accepted';
  return true;
}

/** Fields that are needed and still empty. */
export function missingIn(transition: ProposedTransition, draft: ChangeDraft): ChangeField[] {
  return fieldsOf[transition].filter((field) => isNeeded(field, transition, draft) && isEmpty(field, draft));
}

function isEmpty(field: ChangeField, draft: ChangeDraft): boolean {
  const value = field === 'due' ? draft.dueDate : draft[field];
  return value === null || (typeof value === 'string' ? value.trim() === '' : value.length === 0);
}

/** The change as the contract wants it: of the draft, just what belongs to the transition. */
export function changeOf(transition: ProposedTransition, draft: ChangeDraft): ProposedChange {
  const due = draft.dueDate ? { date: draft.dueDate, precision: draft.duePrecision } : null;
  const text = (typed: string) => typed.trim() || null;
  const parts: Record<ChangeField, unknown> = {
    to: draft.to,
    reason: text(draft.reason),
    narrative: draft.narrative,
    note: text(draft.note),
    evidenceIds: draft.evidenceIds,
    ownerId: draft.ownerId,
    due,
    riskStatement: draft.riskStatement,
    riskReviewDate: draft.riskReviewDate,
    supersededById: draft.supersededById,
  };
  const chosen = fieldsOf[transition].map((field) => [field, parts[field]]);
  return ProposedChange.parse({ transition, ...Object.fromEntries(chosen) });
}
