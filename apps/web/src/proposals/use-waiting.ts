import { mayEver } from '#permissions';
import { useAnswer } from '../request/ask.js';
import { useActor } from '../session/use-me.js';

/** Proposals that wait for this person's decision, up to a full page of them. */
export function useWaiting() {
  const actor = useActor();
  const { data } = useAnswer(
    'listProposals',
    { query: { queue: 'waiting-for-me', limit: 100 } },
    mayEver(actor, 'proposal.approve', 'proposal'),
  );
  return data?.rows;
}
