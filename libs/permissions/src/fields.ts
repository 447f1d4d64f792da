import { Refusal, type Actor } from '#contracts';
import { isAllowedOnAll, settlingRule } from './ability.js';
import type { Facts } from './facts.js';
import { guardedFields, isOutlined, type OutlinedNoun } from './outline.js';
import type { Noun } from './sentence.js';

/** Whether the person is told this field of an object that they may read. */
export function isTold(actor: Actor, noun: OutlinedNoun, field: string, facts: Facts): boolean {
  const rule = settlingRule(actor, 'read', noun, facts, field);
  return rule !== null && !rule.inverted;
}

/** The object without the fields that the person is not told. Whoever may not read it at all is not asked about here. */
export function toldOf<S extends object>(actor: Actor, noun: Noun, state: S): S {
  if (!isOutlined(noun)) return state;
  const hidden = guardedFields(noun).filter((field) => !isTold(actor, noun, field, { [noun]: state }));
  return Object.fromEntries(Object.entries(state).filter(([field]) => !hidden.includes(field))) as S;
}

/**
 * Refuses a question whose answer would give a field away: who is not told it of everybody may not filter, sort or
 * count by it.
 */
export function mustBeTold(actor: Actor, noun: OutlinedNoun, field: string): void {
  if (isAllowedOnAll(actor, noun, field)) return;
  throw new Refusal('not-permitted', `you are not told '${field}', so you may not ask by it`, {
    rule: `field:${noun}.${field}`,
  });
}
