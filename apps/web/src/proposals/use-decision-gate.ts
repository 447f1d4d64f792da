import { useCallback } from 'react';
import type { ProposalView } from '#contracts';
import { onBehalfOf } from '#permissions';
import { effectivePersons, partiesOf, separationOf } from '#workflow';
import { useAnswer } from '../request/ask.js';
import { useActor } from '../session/use-me.js';
import { useGate, type Gate } from '../session/use-gate.js';

type DecisionName = 'proposal.approve' | 'proposal.reject' | 'proposal.return';

/** Whether the person may decide on the proposal: by their roles, and by the separation of duties. */
export function useDecisionGate(proposal: ProposalView): (name: DecisionName) => Gate {
  const actor = useActor();
  const gateOf = useGate();
  const { data } = useAnswer('listProposals', {
    query: { recommendationId: proposal.recommendationId, state: ['approved'], limit: 200 },
  });
  return useCallback(
    (name) => {
      const facts = { proposal, recommendation: proposal.recommendation };
      const gate = gateOf({ name }, facts);
      if (!gate.isShown || gate.refusal) return gate;
      const approved = (data?.rows ?? []).map(partiesOf);
      const refusalFor = (lender: string | null) =>
        separationOf(effectivePersons(actor.personId, lender), partiesOf(proposal), approved);
      const lender = onBehalfOf(actor, { name }, facts, (id) => !refusalFor(id));
      return { isShown: true, refusal: refusalFor(lender) };
    },
    [actor, gateOf, proposal, data],
  );
}
