import { delegableDeeds, scopeTypes, type Actor, type DelegableDeed, type ScopeType } from '#contracts';
import { mayEver, permit } from '#permissions';

/** Decisions that the person may lend in one scope or another. */
export const lendableDeeds = (actor: Actor): DelegableDeed[] =>
  delegableDeeds.filter((deed) => mayEver(actor, `delegation.give:${deed}`, 'delegation'));

/** Kinds of scope within which the person holds something that may be lent, the widest first. */
export function lendableScopes({ grants }: Actor): ScopeType[] {
  const own = grants.filter(({ lent }) => !lent);
  const widest = Math.min(
    ...own.map(({ scopeType }) => scopeTypes.indexOf(scopeType)),
    scopeTypes.length - 1,
  );
  return scopeTypes.filter((_, place) => place >= widest);
}

/** Of a scope that is named by itself, which of the decisions the person may not lend. */
export function notLendable(
  actor: Actor,
  deeds: readonly DelegableDeed[],
  { scopeType, scopeId }: { scopeType: ScopeType; scopeId: string | null },
): DelegableDeed[] {
  // Of a single recommendation the server knows where it stands.
  if (scopeType === 'recommendation') return [];
  const delegation = { fromId: actor.personId, scopeType, scopeId };
  return deeds.filter((deed) => permit(actor, { name: 'delegation.give', deeds: [deed] }, { delegation }));
}
