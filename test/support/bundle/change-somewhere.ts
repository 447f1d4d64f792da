import type { Dice } from '../random/dice.js';

/** The same JSON with one value changed, somewhere in it. */
export function changedSomewhere<T extends object>(value: T, dice: Dice): T {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  const { within, key } = dice.one(places);
  within[key] = otherThan(within[key], dice);
  return copy;
}

type Holder = Record<string, unknown>;

function placesIn(value: object): { within: Holder; key: string }[] {
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0
      ? placesIn(inner as object)
      : [{ within: value as Holder, key }]),
  ]);
}

function otherThan(value: unknown, dice: Dice): unknown {
  if (typeof value === 'number') return value + 1 + dice.below(3);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return 'something';
  if (value === '') return 'x';
  const at = dice.below(value.length);
  const letter = value[at] === '1' ? '2' : '1';
  return dice.chance(80) ? value.slice(0, at) + letter + value.slice(at + 1) : `${value} `;
}
