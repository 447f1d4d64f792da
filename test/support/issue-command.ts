import { v7 as uuid } from 'uuid';
import {
  commands,
  type Actor,
  type Command,
  type CommandName,
  type CommandRequest,
  type Receipt,
} from '#contracts';
import { commit, type CommandContext, type Store } from '#store';

/** Issues a command past the doors, as imports and jobs do: contract, then `commit`. */
export function issue<N extends CommandName>(
  store: Store,
  actor: Actor,
  name: N,
  input: CommandRequest<N>,
  target: { id?: string; version?: number } & Partial<CommandContext> = {},
): Promise<Receipt> {
  const { id = uuid(), version = null, ...context } = target;
  const command = {
    name,
    objectType: commands[name].objectType,
    objectId: id,
    input: commands[name].input.parse(input),
  };
  return commit(store, actor, command as unknown as Command, {
    requestId: uuid(),
    expectedVersion: version,
    ...context,
  });
}
