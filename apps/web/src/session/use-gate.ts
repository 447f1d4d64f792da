import { useCallback } from 'react';
import type { ProblemCode, RecommendationState } from '#contracts';
import { permit, type Facts, type Intent } from '#permissions';
import { stateAllows, transitions, type TransitionId } from '#workflow';
import { subjectOf, type ExplainedSubject } from '../permissions/subject.js';
import { useAsOf } from '../past/use-as-of.js';
import { useActor } from './use-me.js';

/** How a control stands for the person: usable, shown but off with the reason, or not shown at all. */
export interface Gate {
  isShown: boolean;
  refusal: { code: ProblemCode | 'in-the-past'; rule?: string } | null;
  /** Whose permissions explain the refusal further; none where there is nothing yet to ask about. */
  about?: ExplainedSubject | undefined;
}

const open: Gate = { isShown: true, refusal: null };
/** Whoever looks at the past sees what they could do, and can do nothing. */
const past: Gate = { isShown: true, refusal: { code: 'in-the-past' } };
const hidden: Gate = { isShown: false, refusal: null };

/** Asks the permissions, and for a change of state the transition table, about a control before it is drawn. */
export function useGate(): (intent: Intent, facts: Facts) => Gate {
  const actor = useActor();
  const isPast = useAsOf() !== undefined;
  return useCallback(
    (intent, facts) => {
      const refusal = permit(actor, intent, facts);
      if (refusal?.code === 'not-permitted') return hidden;
      if (isPast) return past;
      if (refusal) return { isShown: true, refusal, about: subjectOf(intent, facts) };
      const transition = intent.transition ?? transitionOf(intent.name);
      const stands = transition && facts.recommendation;
      const closed = stands ? stateAllows(transition, facts.recommendation as RecommendationState) : null;
      return closed ? { isShown: true, refusal: closed, about: subjectOf(intent, facts) } : open;
    },
    [actor, isPast],
  );
}

/** The transition that a command of its own name makes, such as `recommendation.hold`. */
function transitionOf(name: string): TransitionId | undefined {
  const verb = name.startsWith('recommendation.') ? name.slice('recommendation.'.length) : '';
  return transitions.find((row) => row.id === verb)?.id;
}
