import type { CommandName, CommandOf, Event } from '#contracts';
import type { Moment, World } from '../world.js';

/** Decides one command: the events that it causes, first the one of the object that it names. Throws a Refusal. */
export type Rule<N extends CommandName> = (command: CommandOf<N>, world: World, moment: Moment) => Event[];
/** Rules by the commands that they decide. */
export type Rules<N extends CommandName> = { [K in N]: Rule<K> };
