import type { Axis, DeciderLevel, EntryAction, Role } from '#contracts';

/** What a transition obliges somebody to bring before it is recorded. */
export const obligations = [
  'citation',
  'addressee',
  'criticality',
  'reason',
  'reason-if-not-full',
  'owner-and-due-date-if-accepted',
  'first-action',
  'narrative',
  'evidence',
  'tested',
  'risk-statement',
  'risk-review-date',
  'successor',
] as const;
export type Obligation = (typeof obligations)[number];

/** A row of the transition table. */
export interface Transition {
  id: string;
  axis: Axis | 'due-date';
  /** States that each named axis must be in; an axis that is not named may be in any. */
  from: { readonly [A in Axis]?: readonly string[] };
  /** Where the axis goes; several where the proposal chooses. Empty where no axis moves. */
  to: readonly string[];
  /** Roles that may ask for it, each within its scope. */
  asks: readonly Role[];
  /** Who decides. `nobody`: recorded at once. */
  decides: DeciderLevel | 'nobody';
  /** Who decides when the recommendation is critical, where that differs. */
  decidesIfCritical?: DeciderLevel;
  /** How many persons must approve. */
  approvals: number;
  approvalsIfCritical?: number;
  carries: readonly Obligation[];
  /** What the history calls it. */
  records: EntryAction;
}

const running = { issuance: ['issued'], closure: ['open'] } as const;
const closed = [
  'closed_implemented',
  'closed_alternative',
  'closed_risk_accepted',
  'closed_overtaken_by_events',
  'closed_not_implemented',
  'superseded',
] as const;

/**
 * The transition table: which change of a recommendation starts from where, who asks, who decides, and what it
 * must carry. Decisions, permissions, the web client and the documentation read this and nothing else.
 */
export const transitions = [
  {
    id: 'issue',
    axis: 'issuance',
    from: { issuance: ['draft'] },
    to: ['issued'],
    asks: ['staff'],
    decides: 'manager',
    approvals: 1,
    carries: ['citation', 'addressee', 'criticality'],
    records: 'recommendation.issued',
  },
  {
    id: 'consider',
    axis: 'acceptance',
    from: { ...running, acceptance: ['pending'] },
    to: ['under_consideration'],
    asks: ['staff', 'manager'],
    decides: 'nobody',
    approvals: 0,
    carries: [],
    records: 'recommendation.considered',
  },
  {
    id: 'respond',
    axis: 'acceptance',
    from: {
      ...running,
      acceptance: ['pending', 'under_consideration', 'partially_accepted', 'not_accepted'],
    },
    to: ['accepted', 'partially_accepted', 'not_accepted'],
    asks: ['staff'],
    decides: 'manager',
    approvals: 1,
    carries: ['reason-if-not-full', 'owner-and-due-date-if-accepted'],
    records: 'recommendation.responded-to',
  },
  {
    id: 'start',
    axis: 'implementation',
    from: { ...running, acceptance: ['accepted', 'partially_accepted'], implementation: ['not_started'] },
    to: ['in_progress'],
    asks: ['staff'],
    decides: 'nobody',
    approvals: 0,
    carries: ['first-action'],
    records: 'recommendation.started',
  },
  {
    id: 'hold',
    axis: 'implementation',
    from: { ...running, implementation: ['in_progress'] },
    to: ['on_hold'],
    asks: ['staff', 'manager'],
    decides: 'nobody',
    approvals: 0,
    carries: ['reason'],
    records: 'recommendation.held',
  },
  {
    id: 'resume',
    axis: 'implementation',
    from: { ...running, implementation: ['on_hold'] },
    to: ['in_progress'],
    asks: ['staff', 'manager'],
    decides: 'nobody',
    approvals: 0,
    carries: [],
    records: 'recommendation.resumed',
  },
  {
    id: 'report-implemented',
    axis: 'implementation',
    from: { ...running, implementation: ['in_progress'] },
    to: ['reported_implemented'],
    asks: ['staff'],
    decides: 'manager',
    approvals: 1,
    carries: ['narrative', 'evidence'],
    records: 'recommendation.reported-implemented',
  },
  {
    id: 'verify',
    axis: 'verification',
    from: { ...running, implementation: ['reported_implemented'], verification: ['not_assessed'] },
    to: ['verified', 'evidence_insufficient'],
    asks: ['manager'],
    decides: 'verifier',
    approvals: 1,
    carries: ['tested'],
    records: 'recommendation.verified',
  },
  {
    id: 'close-implemented',
    axis: 'closure',
    from: { ...running, verification: ['verified'] },
    to: ['closed_implemented'],
    asks: ['manager'],
    decides: 'manager_or_verifier',
    approvals: 1,
    approvalsIfCritical: 2,
    carries: [],
    records: 'recommendation.closed',
  },
  {
    id: 'close-alternative',
    axis: 'closure',
    from: running,
    to: ['closed_alternative'],
    asks: ['manager'],
    decides: 'manager_or_verifier',
    approvals: 1,
    approvalsIfCritical: 2,
    carries: ['reason'],
    records: 'recommendation.closed',
  },
  {
    id: 'close-risk-accepted',
    axis: 'closure',
    from: running,
    to: ['closed_risk_accepted'],
    asks: ['manager'],
    decides: 'higher_manager',
    approvals: 2,
    carries: ['risk-statement', 'risk-review-date'],
    records: 'recommendation.closed',
  },
  {
    id: 'close-overtaken',
    axis: 'closure',
    from: running,
    to: ['closed_overtaken_by_events'],
    asks: ['manager'],
    decides: 'manager_or_verifier',
    approvals: 1,
    approvalsIfCritical: 2,
    carries: ['reason'],
    records: 'recommendation.closed',
  },
  {
    id: 'close-not-implemented',
    axis: 'closure',
    from: running,
    to: ['closed_not_implemented'],
    asks: ['manager'],
    decides: 'higher_manager',
    approvals: 1,
    approvalsIfCritical: 2,
    carries: ['reason'],
    records: 'recommendation.closed',
  },
  {
    id: 'supersede',
    axis: 'closure',
    from: running,
    to: ['superseded'],
    asks: ['manager'],
    decides: 'manager_or_verifier',
    approvals: 1,
    approvalsIfCritical: 2,
    carries: ['reason', 'successor'],
    records: 'recommendation.closed',
  },
  {
    id: 'move-due-date',
    axis: 'due-date',
    from: { ...running, acceptance: ['accepted', 'partially_accepted'] },
    to: [],
    asks: ['staff'],
    decides: 'manager',
    decidesIfCritical: 'higher_manager',
    approvals: 1,
    carries: ['reason'],
    records: 'recommendation.due-date-moved',
  },
  {
    id: 'reopen',
    axis: 'closure',
    from: { closure: closed },
    to: ['open'],
    asks: ['staff', 'manager', 'auditor'],
    decides: 'manager',
    approvals: 1,
    carries: ['reason'],
    records: 'recommendation.reopened',
  },
] as const satisfies readonly Transition[];

export type TransitionId = (typeof transitions)[number]['id'];
const byId = new Map<string, Transition>(transitions.map((row) => [row.id, row]));

/** The row with this id. The id is of the table, so there is one. */
export function transitionById(id: TransitionId): Transition {
  const row = byId.get(id);
  if (!row) throw new Error(`no transition '${id}'`);
  return row;
}
