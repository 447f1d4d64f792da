import type { EntryAction, ProposalState, SegregationFault } from '#contracts';
import { separationOf, type Parties } from './separation.js';

/** Entries that say who asked and who decided. */
export const dutyActions = [
  'proposal.made',
  'proposal.approved',
  'proposal.rejected',
  'proposal.returned',
] as const satisfies readonly EntryAction[];
export type DutyAction = (typeof dutyActions)[number];
export const decisionActions = ['proposal.approved', 'proposal.rejected', 'proposal.returned'] as const;

/** Who acted in an entry, and on whose behalf, by their identifiers. */
export interface Duty {
  personId: string;
  onBehalfOfId: string | null;
}

/** What an entry says of the duties of those who acted in it. */
export interface DutyEntry extends Duty {
  action: DutyAction;
  proposalId: string;
  recommendationId: string;
  /** What is asked for, in the entry that makes the proposal. */
  transition: Parties['transition'] | null;
  /** Where the proposal stands after it. */
  state: ProposalState['state'];
}

/** A decision, and everybody from whom its decider had to differ. */
export interface JudgedDecision {
  transition: Parties['transition'];
  asked: Duty;
  decided: Duty;
  earlier: readonly Duty[];
  /** Who reported what is verified, and who approved the reports. */
  reporters: readonly Duty[];
  fault: SegregationFault | null;
}

interface Asked {
  transition: Parties['transition'];
  asked: Duty;
  decided: Duty[];
}

/**
 * Reads out of the history whether duties were kept apart: proposer, approver and verifier are different persons, and
 * so are those on whose behalf they acted. Fed with the entries of the actions above in the order of the log.
 */
export class Duties {
  private readonly proposals = new Map<string, Asked>();
  /** Approved reports of the implementation, by recommendation. */
  private readonly reports = new Map<string, Asked[]>();

  /** Takes the next entry. What is to be said of a decision; null where the entry is none. */
  take(entry: DutyEntry): JudgedDecision | null {
    const { action, proposalId, recommendationId, transition, state } = entry;
    const duty = { personId: entry.personId, onBehalfOfId: entry.onBehalfOfId };
    if (action === 'proposal.made') {
      if (transition) this.proposals.set(proposalId, { transition, asked: duty, decided: [] });
      return null;
    }
    const proposal = this.proposals.get(proposalId);
    if (!proposal) throw new Error(`proposal ${proposalId} is decided on before it is made`);
    const judged = this.judge(duty, proposal, this.reports.get(recommendationId) ?? []);
    proposal.decided.push(duty);
    if (state === 'approved' && proposal.transition === 'report-implemented')
      this.reports.set(recommendationId, [...(this.reports.get(recommendationId) ?? []), proposal]);
    if (state !== 'open') this.proposals.delete(proposalId);
    return judged;
  }

  private judge(decided: Duty, proposal: Asked, reports: readonly Asked[]): JudgedDecision {
    const { transition, asked } = proposal;
    const refusal = separationOf(personsOf(decided), partiesIn(proposal), reports.map(partiesIn));
    const isVerification = transition === 'verify';
    return {
      transition,
      asked,
      decided,
      earlier: [...proposal.decided],
      reporters: isVerification ? reports.flatMap((report) => [report.asked, ...report.decided]) : [],
      fault: (refusal?.rule?.replace('segregation/', '') as SegregationFault | undefined) ?? null,
    };
  }
}

const personsOf = ({ personId, onBehalfOfId }: Duty): string[] =>
  onBehalfOfId === null ? [personId] : [personId, onBehalfOfId];

const partiesIn = ({ transition, asked, decided }: Asked): Parties => ({
  transition,
  askedBy: personsOf(asked),
  decidedBy: decided.flatMap(personsOf),
});
