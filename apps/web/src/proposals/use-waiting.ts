import type { Role } from '#contracts';
import { rolesOf } from '#permissions';
import { useAnswer } from '../request/ask.js';
import { useActor } from '../session/use-me.js';

/** Roles that the transition table lets decide something; the others are not asked what waits for them. */
const deciding: readonly Role[] = ['manager', 'auditor'];

/** Proposals that wait for this person's decision, up to a full page of them. */
export function useWaiting() {
  const held = rolesOf(useActor());
  const { data } = useAnswer(
    'listProposals',
    { query: { queue: 'waiting-for-me', limit: 100 } },
    deciding.some((role) => held.includes(role)),
  );
  return data?.rows;
}
