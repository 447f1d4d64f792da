import type { EntryNote, Event, ProposalState, RecommendationState } from '#contracts';
import { changed } from '../events.js';

/** What an approved proposal does to its recommendation. `note` carries the decider's words and the proposal. */
export function effectOf(
  proposal: ProposalState,
  recommendation: RecommendationState,
  note: EntryNote,
): Event {
  const { change } = proposal;
  const because: EntryNote = {
    ...note,
    ...('reason' in change && change.reason ? { reason: change.reason } : {}),
  };
  const close = (closure: RecommendationState['closure'], more: EntryNote = {}) =>
    changed('recommendation.closed', recommendation, { closure }, { ...because, ...more });
  switch (change.transition) {
    case 'issue':
      return changed('recommendation.issued', recommendation, { issuance: 'issued' }, because);
    case 'respond':
      return changed(
        'recommendation.responded-to',
        recommendation,
        responseSet(change, recommendation),
        because,
      );
    case 'report-implemented':
      return changed(
        'recommendation.reported-implemented',
        recommendation,
        { implementation: 'reported_implemented', verification: 'not_assessed' },
        { ...because, narrative: change.narrative },
      );
    case 'verify':
      return changed('recommendation.verified', recommendation, { verification: 'verified' }, because);
    case 'close-implemented':
    case 'close-alternative':
    case 'close-overtaken':
    case 'close-not-implemented':
      return close(plainClosures[change.transition]);
    case 'close-risk-accepted':
      return close('closed_risk_accepted', {
        riskStatement: change.riskStatement,
        riskReviewDate: change.riskReviewDate,
      });
    case 'supersede':
      return close('superseded', { supersededById: change.supersededById });
    case 'move-due-date':
      return changed(
        'recommendation.due-date-moved',
        recommendation,
        {
          dueDate: change.due.date,
          duePrecision: change.due.precision,
          extensionCount: recommendation.extensionCount + 1,
        },
        because,
      );
    case 'reopen':
      return changed('recommendation.reopened', recommendation, reopenedSet(recommendation), because);
  }
}

/** Closures that say no more than their reason. */
const plainClosures = {
  'close-implemented': 'closed_implemented',
  'close-alternative': 'closed_alternative',
  'close-overtaken': 'closed_overtaken_by_events',
  'close-not-implemented': 'closed_not_implemented',
} as const;

/** What a rejected verification does: the work goes on. */
export function insufficiencyOf(recommendation: RecommendationState, note: EntryNote): Event {
  return changed(
    'recommendation.found-insufficient',
    recommendation,
    { verification: 'evidence_insufficient', implementation: 'in_progress' },
    note,
  );
}

function responseSet(
  change: Extract<ProposalState['change'], { transition: 'respond' }>,
  recommendation: RecommendationState,
) {
  if (change.to === 'not_accepted' || !change.due) return { acceptance: change.to };
  return {
    acceptance: change.to,
    ownerId: change.ownerId ?? recommendation.ownerId,
    dueDate: change.due.date,
    duePrecision: change.due.precision,
    originalDueDate: recommendation.originalDueDate ?? change.due.date,
  };
}

/** A reopened recommendation that was reported done is in progress again; nothing of it counts as verified. */
function reopenedSet(recommendation: RecommendationState) {
  const wasReported = recommendation.implementation === 'reported_implemented';
  return {
    closure: 'open' as const,
    verification: 'not_assessed' as const,
    implementation: wasReported ? ('in_progress' as const) : recommendation.implementation,
  };
}
