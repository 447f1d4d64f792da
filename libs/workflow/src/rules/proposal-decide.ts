import { Refusal, type Decision, type EntryNote, type Event, type ProposalState } from '#contracts';
import { stateAllows } from '../definition/questions.js';
import { changed } from '../events.js';
import { effectivePersons, partiesOf, separationOf } from '../segregation/separation.js';
import { need, type Moment, type World } from '../world.js';
import { effectOf, insufficiencyOf } from './proposal-effects.js';
import type { Rules } from './rule.js';
import { voidOpenProposals } from './void-proposals.js';

/** Decisions on a proposal, each by a person who neither asked for it nor stands in its chain. */
export const decisionRules: Rules<
  'proposal.approve' | 'proposal.reject' | 'proposal.return' | 'proposal.withdraw'
> = {
  'proposal.approve': ({ input }, world, moment) => {
    const proposal = openForDecision(world, moment);
    evidenceMustStand(proposal, world);
    mustSayWhatWasTested(proposal, input);
    const decisions = [...proposal.decisions, decision(moment, 'approved', input)];
    const isCarried =
      decisions.filter((one) => one.outcome === 'approved').length >= proposal.approvalsNeeded;
    const approved = changed(
      'proposal.approved',
      proposal,
      { decisions, state: isCarried ? 'approved' : 'open' },
      words(input),
    );
    return isCarried ? [approved, ...carryOut(proposal, world, words(input))] : [approved];
  },
  'proposal.reject': ({ input }, world, moment) => {
    const proposal = openForDecision(world, moment);
    mustSayWhatWasTested(proposal, input);
    const decisions = [...proposal.decisions, decision(moment, 'rejected', input)];
    const rejected = changed('proposal.rejected', proposal, { decisions, state: 'rejected' }, words(input));
    if (proposal.change.transition !== 'verify') return [rejected];
    const note = { ...words(input), ...pinnedTo(proposal) };
    return [
      rejected,
      insufficiencyOf(need(world, 'recommendation'), note),
      ...voidOpenProposals(world, proposal.id),
    ];
  },
  'proposal.return': ({ input }, world, moment) => {
    const proposal = openForDecision(world, moment);
    const decisions = [...proposal.decisions, decision(moment, 'returned', input)];
    return [changed('proposal.returned', proposal, { decisions, state: 'returned' }, words(input))];
  },
  'proposal.withdraw': ({ input }, world) => {
    const proposal = need(world, 'proposal');
    mustBeOpen(proposal);
    return [changed('proposal.withdrawn', proposal, { state: 'withdrawn' }, words(input))];
  },
};

function carryOut(proposal: ProposalState, world: World, note: EntryNote): Event[] {
  const recommendation = need(world, 'recommendation');
  const refusal = stateAllows(proposal.change.transition, recommendation);
  if (refusal) throw refusal;
  return [
    effectOf(proposal, recommendation, { ...note, ...pinnedTo(proposal) }),
    ...voidOpenProposals(world, proposal.id),
  ];
}

/** The proposal, where it waits for a decision and this person may give it as far as duties go. */
export function openForDecision(world: World, { actorId, onBehalfOfId }: Moment): ProposalState {
  const proposal = need(world, 'proposal');
  mustBeOpen(proposal);
  const refusal = separationRefusal(
    effectivePersons(actorId, onBehalfOfId),
    proposal,
    need(world, 'approvedProposals'),
  );
  if (refusal) throw refusal;
  return proposal;
}

/** Refuses a proposal that waits for nothing. */
export function mustBeOpen(proposal: ProposalState): void {
  if (proposal.state === 'voided') {
    throw new Refusal('proposal-out-of-date', 'the recommendation changed after this was asked; it is void');
  }
  if (proposal.state !== 'open') throw new Refusal('proposal-not-open', `the proposal is ${proposal.state}`);
}

/** Whichever way a verification goes, it carries what was tested. */
function mustSayWhatWasTested({ change }: ProposalState, { tested }: { tested: string | null }): void {
  if (change.transition !== 'verify' || tested) return;
  throw new Refusal('obligation-missing', 'tested is needed: what did you test?', {
    fields: [{ field: 'tested', message: 'is needed to verify' }],
  });
}

/** What was put before the decider must still be what would be approved. */
export function evidenceMustStand(proposal: ProposalState, world: World): void {
  const named = new Map(need(world, 'namedEvidence').map((item) => [item.id, item]));
  for (const pinned of proposal.evidence) {
    const item = named.get(pinned.evidenceId);
    if (item?.version !== pinned.version || item.state !== 'current') {
      throw new Refusal(
        'proposal-out-of-date',
        'its evidence was replaced or withdrawn after this was asked',
        {
          rule: 'proposal.approve/evidence-changed',
        },
      );
    }
  }
}

/**
 * Whether duties stay apart where these persons decide: one, and the one on whose behalf. `approved` holds the
 * recommendation's approved proposals.
 */
export function separationRefusal(
  persons: readonly string[],
  proposal: Parameters<typeof partiesOf>[0],
  approved: readonly Parameters<typeof partiesOf>[0][],
): Refusal | null {
  return separationOf(persons, partiesOf(proposal), approved.map(partiesOf));
}

function decision(
  { actorId, onBehalfOfId, at }: Moment,
  outcome: Decision['outcome'],
  said: { reason: string | null; tested?: string | null },
): Decision {
  return {
    by: actorId,
    onBehalfOf: onBehalfOfId,
    at,
    outcome,
    reason: said.reason,
    tested: said.tested ?? null,
  };
}

function words(said: { reason: string | null; tested?: string | null }): EntryNote {
  return { ...(said.reason && { reason: said.reason }), ...(said.tested && { tested: said.tested }) };
}

function pinnedTo(proposal: ProposalState): EntryNote {
  return { proposalId: proposal.id, proposalVersion: proposal.version };
}
