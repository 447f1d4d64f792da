import { createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import { rulesToAST } from '@casl/ability/extra';
import type { Actor } from '#contracts';
import { sentencesFor } from './declaration.js';
import type { Deed, Noun } from './sentence.js';
import type { Facts } from './facts.js';

const abilities = new WeakMap<Actor, MongoAbility>();

/** The CASL ability of a person; made once for an actor object, which is never changed in place. */
export function abilityOf(actor: Actor): MongoAbility {
  const known = abilities.get(actor);
  if (known) return known;
  const ability = createMongoAbility(
    sentencesFor(actor).map(({ deed, noun, where, fields, because }) => ({
      action: deed,
      subject: noun,
      inverted: because !== undefined,
      ...(Object.keys(where).length > 0 && { conditions: where }),
      ...(fields && { fields: [...fields] }),
      ...(because && { reason: because }),
    })),
  );
  abilities.set(actor, ability);
  return ability;
}

/** The rule that settles whether the deed is allowed in the world, or null where none speaks of it. */
export function settlingRule(actor: Actor, deed: Deed, noun: Noun, facts: Facts, field?: string) {
  return abilityOf(actor).relevantRuleFor(deed, subject(noun, { ...facts }), field);
}

/** Whether every object of a kind may be read, or this field of every one; nobody reads more of them. */
export function isAllowedOnAll(actor: Actor, noun: Noun, field?: string): boolean {
  const rules = abilityOf(actor).rulesFor('read', noun, field);
  return rules.some((rule) => !rule.inverted && !rule.conditions) && !rules.some((rule) => rule.inverted);
}

/** A condition tree of what a person may do: `ucast` nodes over fields such as `recommendation.leadEntityId`. */
export type ScopeNode =
  | { operator: 'and' | 'or' | 'not'; value: ScopeNode[] }
  | { operator: 'eq' | 'ne' | 'in'; field: string; value: unknown };

/** What of an object is asked about: one field, or all that there is to it. */
export type Part = { field: string } | 'whole';

/**
 * The rows on which a deed is allowed, as a condition tree for SQL; null where it is allowed on none. With a part,
 * those of which the part is told.
 */
export function scopeOf(actor: Actor, deed: Deed, noun: Noun, part?: Part): ScopeNode | null {
  const ability = abilityOf(actor);
  if (part === undefined) return rulesToAST(ability, deed, noun) as ScopeNode | null;
  const rules = ability
    .rulesFor(deed, noun)
    .filter((rule) => (part === 'whole' ? !rule.fields : rule.matchesField(part.field)));
  return rulesToAST({ rulesFor: () => rules } as unknown as MongoAbility, deed, noun) as ScopeNode | null;
}
