import { Refusal, type ProposalState } from '#contracts';

/**
 * Who is behind a proposal: the persons who asked and those who decided, each with the person on whose behalf they
 * acted. Duties are kept apart between all of them.
 */
export interface Parties {
  transition: ProposalState['change']['transition'];
  askedBy: readonly string[];
  /** Of those who decided so far. */
  decidedBy: readonly string[];
}

/** Everybody who stands behind a deed: who did it, and the one on whose behalf. */
export const effectivePersons = (personId: string, onBehalfOfId: string | null | undefined): string[] =>
  onBehalfOfId ? [personId, onBehalfOfId] : [personId];

/** The parties that a proposal names itself. */
export function partiesOf({
  change,
  proposedById,
  decisions,
}: Pick<ProposalState, 'proposedById' | 'decisions' | 'change'>): Parties {
  return {
    transition: change.transition,
    askedBy: [proposedById],
    decidedBy: decisions.flatMap(({ by, onBehalfOf }) => effectivePersons(by, onBehalfOf)),
  };
}

/**
 * Segregation of duties: who asked does not decide, nobody decides twice, and a verifier took no part in what is
 * verified.
 *
 * @param persons who decides, and on whose behalf
 * @param approved the recommendation's approved proposals
 */
export function separationOf(
  persons: readonly string[],
  proposal: Parties,
  approved: readonly Parties[],
): Refusal | null {
  if (shareSomebody(persons, proposal.askedBy)) {
    return new Refusal('own-proposal', 'nobody decides on their own proposal, nor on behalf of who made it', {
      rule: 'segregation/own-proposal',
    });
  }
  if (shareSomebody(persons, proposal.decidedBy)) {
    return new Refusal('already-decided-by-you', 'the next approval is another person’s, for another', {
      rule: 'segregation/second-approval',
    });
  }
  const isInChain = approved.some(
    ({ transition, askedBy, decidedBy }) =>
      transition === 'report-implemented' &&
      (shareSomebody(persons, askedBy) || shareSomebody(persons, decidedBy)),
  );
  if (proposal.transition === 'verify' && isInChain) {
    return new Refusal(
      'in-the-chain',
      'a verifier took no part in what is verified, nor did the one for whom they verify',
      {
        rule: 'segregation/verifier-in-chain',
      },
    );
  }
  return null;
}

function shareSomebody(some: readonly string[], others: readonly string[]): boolean {
  return some.some((person) => others.includes(person));
}
