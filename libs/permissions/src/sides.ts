import type { Actor } from '#contracts';

/** The rights that a person has for themselves, or those that one other person lent them. */
export interface Side {
  /** Null for the person's own rights. */
  lenderId: string | null;
  actor: Actor;
}

const known = new WeakMap<Actor, Side[]>();

/** A person's own rights first, then what each lender lent them. */
export function sidesOf(actor: Actor): readonly Side[] {
  let sides = known.get(actor);
  if (!sides) known.set(actor, (sides = separated(actor)));
  return sides;
}

function separated(actor: Actor): Side[] {
  const lenders = new Set(actor.grants.flatMap(({ lent }) => (lent ? [lent.fromId] : [])));
  // Nobody lent anything to most, whose one side is all of them.
  if (lenders.size === 0) return [{ lenderId: null, actor }];
  return [null, ...lenders].map((lenderId) => ({
    lenderId,
    actor: { ...actor, grants: actor.grants.filter(({ lent }) => (lent?.fromId ?? null) === lenderId) },
  }));
}
