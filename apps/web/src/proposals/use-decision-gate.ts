import { useCallback } from 'react';
import type { ProposalView } from '#contracts';
import { separationRefusal } from '#workflow';
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
      const gate = gateOf({ name }, { proposal, recommendation: proposal.recommendation });
      if (!gate.isShown || gate.refusal) return gate;
      return { isShown: true, refusal: separationRefusal(actor.personId, proposal, data?.rows ?? []) };
    },
    [actor, gateOf, proposal, data],
  );
}
