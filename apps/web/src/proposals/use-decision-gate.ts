import { useCallback } from 'react';
import type { ProposalView } from '#contracts';
import { onBehalfOf } from '#permissions';
import { effectivePersons, partiesOf, separationOf } from '#workflow';
import { subjectOf } from '../permissions/subject.js';
import { useAnswer } from '../request/ask.js';
import { useActor } from '../session/use-me.js';
import { useGate, type Gate } from '../session/use-gate.js';

type DecisionName = 'proposal.approve' | 'proposal.reject' | 'proposal.return';

/** How a decision stands for the person, and on whose behalf they would make it; null for themselves. */
export interface DecisionGate extends Gate {
  lenderId: string | null;
}

/** Whether the person may decide on the proposal: by their rights, and by the separation of duties. */
export function useDecisionGate(proposal: ProposalView): (name: DecisionName) => DecisionGate {
  const actor = useActor();
  const gateOf = useGate();
  const { data } = useAnswer('listProposals', {
    query: { recommendationId: proposal.recommendationId, state: ['approved'], limit: 200 },
  });
  return useCallback(
    (name) => {
      const facts = { proposal, recommendation: proposal.recommendation };
      const gate = gateOf({ name }, facts);
      if (!gate.isShown || gate.refusal) return { ...gate, lenderId: null };
      const approved = (data?.rows ?? []).map(partiesOf);
      const refusalFor = (lender: string | null) =>
        separationOf(effectivePersons(actor.personId, lender), partiesOf(proposal), approved);
      const lender = onBehalfOf(actor, { name }, facts, (id) => !refusalFor(id));
      return {
        isShown: true,
        refusal: refusalFor(lender),
        about: subjectOf({ name }, facts),
        lenderId: lender,
      };
    },
    [actor, gateOf, proposal, data],
  );
}
