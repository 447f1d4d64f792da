import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { commands, type Command, type CommandName, type CommandRequest, type Receipt } from '#contracts';
import { commit, type EvidenceFiles, type Secret, type Store } from '#store';
import { DemoClock } from './clock.js';
import type { Who } from './cast.js';

/** Where the demo is played: the store, the clock, and the identifiers behind the names that stories use. */
export class Stage {
  readonly clock: DemoClock;
  private readonly ids = new Map<string, string>();
  private readonly firstEntries = new Map<string, string>();

  constructor(
    readonly store: Store,
    readonly files: EvidenceFiles,
    end: Date,
  ) {
    this.clock = new DemoClock(end);
  }

  /** Remembers what a name stands for. */
  keep(name: string, id: string): void {
    this.ids.set(name, id);
  }

  /** A new identifier under a name. */
  fresh(name: string): string {
    const id = uuid();
    this.keep(name, id);
    return id;
  }

  idOf(name: string): string {
    const id = this.ids.get(name);
    if (!id) throw new Error(`the demo's story names '${name}' before it exists`);
    return id;
  }

  person(who: Who): string {
    return this.idOf(`person ${who}`);
  }

  /** Issues a command as a person, on a day of the simulated clock: like everybody, through `commit`. */
  async issue(day: number, who: Who, command: Command, secret?: Secret): Promise<Receipt> {
    const actor = await this.store.actors.of(this.person(who));
    const receipt = await commit(this.store, actor, command, {
      requestId: randomUUID(),
      expectedVersion: null,
      at: this.clock.next(day),
      ...(secret && { secret }),
    });
    for (const { id, objectId, objectVersion } of receipt.entries)
      if (objectVersion === 1) this.firstEntries.set(objectId, id);
    return receipt;
  }

  /** The entry with which an object came to be. */
  firstEntryOf(objectId: string): string {
    const id = this.firstEntries.get(objectId);
    if (!id) throw new Error(`the demo's story names ${objectId} before it exists`);
    return id;
  }
}

/** A command from what a person would send, checked as a door checks it. */
export function commandOf<N extends CommandName>(
  name: N,
  objectId: string,
  request: CommandRequest<N>,
): Command {
  const { objectType, input } = commands[name];
  return { name, objectType, objectId, input: input.parse(request) } as Command;
}
