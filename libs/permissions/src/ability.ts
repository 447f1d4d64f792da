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
    sentencesFor(actor).map(({ deed, noun, where, because }) => ({
      action: deed,
      subject: noun,
      inverted: because !== undefined,
      ...(Object.keys(where).length > 0 && { conditions: where }),
      ...(because && { reason: because }),
    })),
  );
  abilities.set(actor, ability);
  return ability;
}

/** The rule that settles whether the deed is allowed in the world, or null where none speaks of it. */
export function settlingRule(actor: Actor, deed: Deed, noun: Noun, facts: Facts) {
  return abilityOf(actor).relevantRuleFor(deed, subject(noun, { ...facts }));
}

/** A condition tree of what a person may do: `ucast` nodes over fields such as `recommendation.leadEntityId`. */
export type ScopeNode =
  | { operator: 'and' | 'or' | 'not'; value: ScopeNode[] }
  | { operator: 'eq' | 'in'; field: string; value: unknown };

/** The rows on which a deed is allowed, as a condition tree for SQL; null where it is allowed on none. */
export function scopeOf(actor: Actor, deed: Deed, noun: Noun): ScopeNode | null {
  return rulesToAST(abilityOf(actor), deed, noun) as ScopeNode | null;
}
