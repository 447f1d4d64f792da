import {
  commands,
  Refusal,
  roles,
  tokenCovers,
  type Actor,
  type Decision,
  type DelegableDeed,
  type CommandName,
  type ProblemCode,
  type Role,
} from '#contracts';
import type { TransitionId } from '#workflow';
import { abilityOf, isAllowedOnAll, settlingRule } from './ability.js';
import type { Facts } from './facts.js';
import type { Deed, Noun } from './sentence.js';
import { sidesOf } from './sides.js';

/** A command as permissions see it: its name, and what a proposal asks for or a delegation lends. */
export interface Intent {
  name: CommandName;
  transition?: TransitionId;
  deeds?: readonly DelegableDeed[];
}

/** Null where the person may issue the command in the world; otherwise the refusal, with the reason and rule. */
export function permit(actor: Actor, intent: Intent, facts: Facts): Refusal | null {
  if (actor.token && !tokenCovers(actor.token, intent.name)) return beyondToken(intent.name);
  const noun = commands[intent.name].objectType;
  for (const deed of deedsOf(intent)) {
    const refusal = refusalOf(actor, deed, noun, facts);
    if (refusal) return refusal;
  }
  return null;
}

/** What the person must be allowed to do: one deed, or every decision that a delegation lends. */
function deedsOf({ name, transition, deeds }: Intent): Deed[] {
  if (name === 'proposal.make' && transition) return [`${name}:${transition}`];
  if (name === 'delegation.give' && deeds) return deeds.map((lent) => `${name}:${lent}` as const);
  return [name];
}

function refusalOf(actor: Actor, deed: Deed, noun: Noun, facts: Facts): Refusal | null {
  const rule = settlingRule(actor, deed, noun, facts);
  if (rule && !rule.inverted) return null;
  if (rule) return refusal((rule.reason ?? 'not-permitted') as ProblemCode, deed);
  if (isOfLender(actor, deed, noun, facts)) return refusal('own-proposal', deed);
  return refusal(isBelowLevel(actor, deed, noun, facts) ? 'level-too-low' : 'not-permitted', deed);
}

/** A person who acts through a token does no more than it covers, whatever they may do themselves. */
function beyondToken(name: CommandName): Refusal {
  return new Refusal('beyond-token', `this token does not cover '${name}'`, { rule: name });
}

/**
 * On whose behalf the person does this: null where a right of their own suffices, or none does.
 *
 * @param isApart of several who lent the right, the first of whom this holds is taken; by default, who has not yet
 *   decided on the proposal
 */
export function onBehalfOf(
  actor: Actor,
  intent: Intent,
  facts: Facts,
  isApart: (personId: string) => boolean = (personId) => !hasDecided(personId, facts),
): string | null {
  const [own, ...lent] = sidesOf(actor);
  if (lent.length === 0 || !own || !permit(own.actor, intent, facts)) return null;
  const lenders = lent.flatMap(({ lenderId, actor: side }) =>
    lenderId && !permit(side, intent, facts) ? [lenderId] : [],
  );
  return lenders.find(isApart) ?? lenders[0] ?? null;
}

function hasDecided(personId: string, { proposal }: Facts): boolean {
  const decisions = (proposal?.decisions ?? []) as readonly Pick<Decision, 'by' | 'onBehalfOf'>[];
  return decisions.some(({ by, onBehalfOf }) => by === personId || onBehalfOf === personId);
}

/** The person with what they may do without any emergency. */
export const withoutEmergency = (actor: Actor): Actor =>
  actor.grants.some(({ emergencyId }) => emergencyId)
    ? { ...actor, grants: actor.grants.filter(({ emergencyId }) => !emergencyId) }
    : actor;

/** The emergency access under which alone the person may read this object; null where they need none. */
export function emergencyBehind(actor: Actor, noun: Noun, facts: Facts): string | null {
  const opening = actor.grants.filter(({ emergencyId }) => emergencyId);
  if (opening.length === 0 || canRead(withoutEmergency(actor), noun, facts)) return null;
  const behind = opening.find((grant) => canRead({ ...actor, grants: [grant] }, noun, facts));
  return behind?.emergencyId ?? null;
}

/** Whether the person may read this object. What may not be read is answered as if it were not there. */
export function canRead(actor: Actor, noun: Noun, facts: Facts): boolean {
  const rule = settlingRule(actor, 'read', noun, facts);
  return rule !== null && !rule.inverted;
}

/** Whether there may be any object on which the person may do the deed; lists of the others are not asked for. */
export function mayEver(actor: Actor, deed: Deed, noun: Noun): boolean {
  return abilityOf(actor)
    .possibleRulesFor(deed, noun)
    .some((rule) => !rule.inverted);
}

/** Whether the person may read every object of a kind, whatever it is about; nobody reads more of them. */
export const mayReadAll = (actor: Actor, noun: Noun): boolean => isAllowedOnAll(actor, noun);

/** The roles that a person holds anywhere; neither lent ones nor what an emergency opens are theirs. */
export function rolesOf(actor: Actor): Role[] {
  return roles.filter((role) =>
    actor.grants.some((grant) => grant.role === role && !grant.lent && !grant.emergencyId),
  );
}

/** A manager who could decide if the table did not ask for a level above is told just that. */
function isBelowLevel(actor: Actor, deed: Deed, noun: Noun, facts: Facts): boolean {
  if (facts.proposal?.decidedBy !== 'higher_manager') return false;
  const lower = settlingRule(actor, deed, noun, {
    ...facts,
    proposal: { ...facts.proposal, decidedBy: 'manager' },
  });
  return lower !== null && !lower.inverted;
}

/** Somebody who could decide on behalf of another, if that other had not asked for it, is told just that. */
function isOfLender(actor: Actor, deed: Deed, noun: Noun, facts: Facts): boolean {
  const { proposal, redaction } = facts;
  const asker = proposal?.proposedById ?? redaction?.requestedById;
  if (!actor.grants.some(({ lent }) => lent && lent.fromId === asker)) return false;
  const otherwise = settlingRule(actor, deed, noun, {
    ...facts,
    ...(proposal && { proposal: { ...proposal, proposedById: null } }),
    ...(redaction && { redaction: { ...redaction, requestedById: null } }),
  });
  return otherwise !== null && !otherwise.inverted;
}

const wording: Partial<Record<ProblemCode, string>> = {
  'own-proposal': 'nobody decides on their own proposal, nor on behalf of who made it',
  'level-too-low': 'a manager of a level above decides this',
};

function refusal(code: ProblemCode, deed: Deed): Refusal {
  return new Refusal(code, wording[code] ?? `your roles do not allow '${deed}' here`, { rule: deed });
}
