import {
  commands,
  objectTypes,
  type Command,
  type Event,
  type ObjectType,
  type RedactionState,
  type StateOf,
} from '#contracts';
import { decide, evolve, type World } from '#workflow';
import { idOf } from './sample-states.js';
import type { Glimpse, RandomCommand } from './random/glimpse.js';

/** One event as it was recorded, with the object before and after it. */
export interface Step {
  event: Event;
  at: string;
  /** Empty for the operator who founds the installation. */
  actorId: string;
  onBehalfOfId: string | null;
  /** Names the command that caused it. */
  requestId: string;
  before: StateOf[ObjectType] | null;
  after: StateOf[ObjectType];
}

/** An installation without a database: what the pure rules alone make of commands. */
export class ModelWorld implements Glimpse {
  readonly steps: Step[] = [];
  private readonly states = new Map<ObjectType, Map<string, StateOf[ObjectType]>>(
    objectTypes.map((type) => [type, new Map()]),
  );
  private made = 0x10_000;
  private clock = Date.UTC(2026, 0, 1);

  all<T extends ObjectType>(objectType: T): readonly StateOf[T][] {
    return [...(this.states.get(objectType) ?? new Map()).values()] as StateOf[T][];
  }

  now(): string {
    return new Date(this.clock + 1000).toISOString();
  }

  /** Issues a command; throws the Refusal where it is refused. */
  issue(
    { name, input, id = this.freshId() }: RandomCommand,
    actorId: string,
    onBehalfOfId: string | null = null,
  ): Step[] {
    const { objectType } = commands[name];
    const command = { name, objectType, objectId: id, input: commands[name].input.parse(input) };
    this.clock += 1000;
    const at = new Date(this.clock).toISOString();
    const moment = { at, actorId, onBehalfOfId, freshIds: [this.freshId(), this.freshId()] };
    const events = decide(command as unknown as Command, this.worldOf(command as unknown as Command), moment);
    const requestId = this.freshId();
    return events.map((event) => this.fold({ event, at, actorId, onBehalfOfId, requestId }));
  }

  private fold({ event, at, ...occasion }: Omit<Step, 'before' | 'after'>): Step {
    const objects = this.states.get(event.objectType) as Map<string, StateOf[ObjectType]>;
    const before = objects.get(event.objectId) ?? null;
    const after = evolve(before, event, { at, objectVersion: (before?.version ?? 0) + 1 });
    objects.set(event.objectId, after);
    const step = { event, at, ...occasion, before, after };
    this.steps.push(step);
    return step;
  }

  private worldOf({ name, objectType, objectId, input }: Command): World {
    const own = commands[name].shape === 'change' ? this.states.get(objectType)?.get(objectId) : undefined;
    const above = { ...own, ...input } as { recommendationId?: string };
    const recommendation = above.recommendationId
      ? this.find('recommendation', above.recommendationId)
      : undefined;
    const aboutId = recommendation?.id ?? objectId;
    const proposals = this.all('proposal').filter(({ recommendationId }) => recommendationId === aboutId);
    return {
      ...(recommendation && { recommendation }),
      ...(own && { [objectType]: own }),
      openProposals: proposals.filter(({ state }) => state === 'open'),
      approvedProposals: proposals.filter(({ state }) => state === 'approved').reverse(),
      namedEvidence: [...this.all('evidence')],
      sameWords: [
        ...('targets' in input ? input.targets : []),
        ...((own as RedactionState | undefined)?.targets ?? []),
      ],
      known: new Set(objectTypes.flatMap((type) => this.all(type).map(({ id }) => id))),
    };
  }

  private find<T extends ObjectType>(type: T, id: string): StateOf[T] | undefined {
    return this.states.get(type)?.get(id) as StateOf[T] | undefined;
  }

  private freshId(): string {
    this.made += 1;
    return idOf(this.made);
  }
}
