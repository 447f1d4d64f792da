import type { CommandName } from '#contracts';

/** What a command needs beside its own object. */
export interface Needs {
  /** The recommendation above the object: `moves` locks it for a change, `reads` only keeps it from being moved. */
  recommendation?: 'moves' | 'reads';
  /** Parts of the world that the rule looks at. */
  also?: readonly ('openProposals' | 'approvedProposals' | 'namedEvidence' | 'review' | 'sameWords')[];
}

const moves = { recommendation: 'moves' } as const;
const reads = { recommendation: 'reads' } as const;
const decides = { ...moves, also: ['openProposals', 'approvedProposals', 'namedEvidence'] } as const;

/**
 * Needs by command; one that is not named here needs its own object alone. `loadWorld` locks parent before child,
 * always: first the recommendation, then the command's own object, then the recommendation's open proposals by id.
 * Commands that touch the same objects thus wait for each other instead of deadlocking.
 */
export const needs: Partial<Record<CommandName, Needs>> = {
  'recommendation.draft': { also: ['review'] },
  'recommendation.edit': { also: ['openProposals'] },
  'recommendation.assign': { also: ['openProposals'] },
  'recommendation.consider': { also: ['openProposals'] },
  'recommendation.start': { also: ['openProposals'] },
  'recommendation.hold': { also: ['openProposals'] },
  'recommendation.resume': { also: ['openProposals'] },
  'proposal.make': { ...moves, also: ['openProposals', 'namedEvidence'] },
  'proposal.approve': decides,
  'proposal.reject': decides,
  'proposal.return': decides,
  'proposal.withdraw': reads,
  'action.plan': reads,
  'action.change': reads,
  'action.start': reads,
  'action.complete': reads,
  'action.drop': reads,
  'evidence.add-link': reads,
  'evidence.add-file': reads,
  'evidence.replace': reads,
  'evidence.withdraw': reads,
  'comment.post': reads,
  'comment.edit': reads,
  'comment.resolve': reads,
  'redaction.request': { ...moves, also: ['sameWords'] },
  'redaction.approve': { ...moves, also: ['sameWords'] },
  'redaction.reject': reads,
};
