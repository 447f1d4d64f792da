import { Refusal, type CommandName, type CommandRequest, type Receipt } from '#contracts';
import type { Store } from '#store';
import { issue } from './issue-command.js';
import type { Person, SmallWorld } from './small-world.js';

type Target = Parameters<typeof issue>[4];

/** Issues commands by the people of a small world; answers the receipt, or the code with which each is refused. */
export const attemptsOf =
  (store: Store, world: SmallWorld) =>
  async <N extends CommandName>(
    person: Person,
    name: N,
    input: CommandRequest<N>,
    target: Target = {},
  ): Promise<Receipt | string> => {
    try {
      return await issue(store, await world.actor(person), name, input, target);
    } catch (fault) {
      if (fault instanceof Refusal) return fault.code;
      throw fault;
    }
  };
export type Attempt = ReturnType<typeof attemptsOf>;
