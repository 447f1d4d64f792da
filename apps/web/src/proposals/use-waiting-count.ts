import { useAnswer } from '../request/ask.js';

/** How many proposals wait for this person's decision, up to a full page of them. */
export function useWaitingCount(): number {
  const { data } = useAnswer('listProposals', { query: { queue: 'waiting-for-me', limit: 100 } });
  return data?.rows.length ?? 0;
}
