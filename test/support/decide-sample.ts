import {
  commands,
  Refusal,
  type Command,
  type CommandName,
  type CommandRequest,
  type Event,
} from '#contracts';
import { decide, type World } from '#workflow';
import { idOf, sampleMoment } from './sample-states.js';

/** Decides a command in a world that a test made up, by the decider of the samples unless it says otherwise. */
export function decideSample<N extends CommandName>(
  name: N,
  input: CommandRequest<N>,
  world: World,
  moment: Partial<typeof sampleMoment> = {},
): Event[] {
  const { objectType } = commands[name];
  const command = { name, objectType, objectId: idOf(0x900), input: commands[name].input.parse(input) };
  return decide(command as unknown as Command, world, { ...sampleMoment, ...moment });
}

/** The code and rule with which a command is refused; fails where it is accepted. */
export function refusalOf(attempt: () => unknown): Pick<Refusal, 'code' | 'rule'> & { fields: string[] } {
  try {
    attempt();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { code, rule, details } = refusal;
    return { code, rule, fields: details.fields?.map(({ field }) => field) ?? [] };
  }
  throw new Error('it was accepted');
}

/** What events say, without the identifiers: `[action, set]`. */
export const told = (events: readonly Event[]): [string, object][] =>
  events.map(({ action, set }) => [action, set]);
