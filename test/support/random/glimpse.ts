import type { CommandName, CommandRequest, ObjectType, StateOf } from '#contracts';
import type { Dice } from './dice.js';

/** What a generator may look at: the objects that there are, by type. */
export interface Glimpse {
  all<T extends ObjectType>(objectType: T): readonly StateOf[T][];
  /** The time of the next command, RFC 3339. */
  now(): string;
}

/** A command as somebody might send it; often one that will be refused. */
export type RandomCommand = {
  [N in CommandName]: { name: N; input: CommandRequest<N>; id?: string };
}[CommandName];

/** Makes one kind of command, how often compared with others; null where there is nothing to do it to. */
export interface Recipe {
  weight: number;
  make: (dice: Dice, glimpse: Glimpse) => RandomCommand | null;
}
export type Recipes = Partial<Record<CommandName, Recipe>>;

export function pick<T extends ObjectType>(dice: Dice, glimpse: Glimpse, type: T): StateOf[T] | null {
  const all = glimpse.all(type);
  return all.length === 0 ? null : dice.one(all);
}

/** Mostly an identifier of the right type, sometimes one of another. */
export function idFor(dice: Dice, glimpse: Glimpse, type: ObjectType): string | null {
  const meant = dice.chance(96) ? type : dice.one(['person', 'entity', 'review', 'recommendation'] as const);
  return pick(dice, glimpse, meant)?.id ?? null;
}

/** The same where an identifier must be given: one of nothing, where there is nothing yet. */
export function someId(dice: Dice, glimpse: Glimpse, type: ObjectType): string {
  return idFor(dice, glimpse, type) ?? '00000000-0000-7000-8000-00000000dead';
}

/** A recipe for commands about an object that there is. */
export function about<N extends CommandName, T extends ObjectType>(
  weight: number,
  name: N,
  type: T,
  input: (dice: Dice, glimpse: Glimpse) => CommandRequest<N>,
): Recipe {
  return {
    weight,
    make: (dice, glimpse) => {
      const state = pick(dice, glimpse, type);
      return state && ({ name, id: state.id, input: input(dice, glimpse) } as RandomCommand);
    },
  };
}

/** A recipe for commands that make something. */
export function makes<N extends CommandName>(
  weight: number,
  name: N,
  input: (dice: Dice, glimpse: Glimpse) => CommandRequest<N>,
): Recipe {
  return { weight, make: (dice, glimpse) => ({ name, input: input(dice, glimpse) }) as RandomCommand };
}

/** A recipe for commands that add something to a recommendation. */
export function adds<N extends CommandName>(
  weight: number,
  name: N,
  input: (dice: Dice, glimpse: Glimpse) => Omit<CommandRequest<N>, 'recommendationId'>,
): Recipe {
  return {
    weight,
    make: (dice, glimpse) => {
      const recommendation = pick(dice, glimpse, 'recommendation');
      if (!recommendation) return null;
      return {
        name,
        input: { recommendationId: recommendation.id, ...input(dice, glimpse) },
      } as unknown as RandomCommand;
    },
  };
}
