import { objectTypes, type Command, type ObjectType, type StateOf } from '#contracts';
import { entryOf, type Entry } from '#store';
import { decide, evolve, type World } from '#workflow';
import type { Random } from './random.js';

/** A row with the hash of its object's newest entry, hex. */
export interface KeptRow {
  state: StateOf[ObjectType];
  headHash: string;
}

/** What was decided and not yet written. */
export interface Harvest {
  rows: Map<ObjectType, KeptRow[]>;
  entries: Entry[];
}

/**
 * What `commit` does, in memory: decides commands, folds their events and makes their entries, so that a seeded
 * database is what the same commands would have made of it, hash by hash.
 */
export class Journal {
  /** Entries recorded so far. */
  count = 0;
  private kept = new Map<string, KeptRow & { objectType: ObjectType }>();
  private entries: Entry[] = [];

  constructor(
    private readonly random: Random,
    private clock: number,
    private readonly stepMs: number,
  ) {}

  /** Time of the next change, milliseconds since 1970. */
  get now(): number {
    return this.clock;
  }

  freshId(): string {
    return this.random.id(this.clock);
  }

  /** Issues a command; answers the state of the object that it names. */
  issue<T extends ObjectType>(
    actorId: string | null,
    command: Command & { objectType: T },
    world: World,
  ): StateOf[T] {
    const at = new Date(this.clock).toISOString();
    const freshIds = [this.freshId(), this.freshId()];
    const requestId = this.freshId();
    for (const event of decide(command, world, {
      at,
      actorId: actorId ?? '',
      onBehalfOfId: null,
      freshIds,
    })) {
      const row = this.kept.get(event.objectId);
      const objectVersion = (row?.state.version ?? 0) + 1;
      const state = evolve<ObjectType>(row?.state ?? null, event, { at, objectVersion });
      const entry = entryOf(event, {
        id: this.freshId(),
        at,
        actorId,
        onBehalfOfId: null,
        objectVersion,
        prevHash: row?.headHash ?? null,
        requestId,
        ...placeOf(event.objectType, state, world),
      });
      this.entries.push(entry);
      this.kept.set(event.objectId, { objectType: event.objectType, state, headHash: entry.hash });
      this.count += 1;
    }
    this.clock += this.stepMs;
    return this.stateOf<T>(command.objectId);
  }

  /** The state of an object that was changed since the last harvest. */
  stateOf<T extends ObjectType>(id: string): StateOf[T] {
    const row = this.kept.get(id);
    if (!row) throw new Error(`nothing happened to ${id}`);
    return row.state as StateOf[T];
  }

  /** Objects of one type that were changed since the last harvest. */
  statesOf<T extends ObjectType>(objectType: T): StateOf[T][] {
    return [...this.kept.values()].flatMap((row) =>
      row.objectType === objectType ? [row.state as StateOf[T]] : [],
    );
  }

  /** Hands over what is to be written. The objects in it must not change any more. */
  harvest(): Harvest {
    const rows = new Map<ObjectType, KeptRow[]>(objectTypes.map((type) => [type, []]));
    for (const row of this.kept.values()) rows.get(row.objectType)?.push(row);
    const { entries } = this;
    this.kept = new Map();
    this.entries = [];
    return { rows, entries };
  }
}

function placeOf(objectType: ObjectType, state: StateOf[ObjectType], { recommendation }: World) {
  if (objectType === 'review') return { reviewId: state.id, recommendationId: null };
  if (objectType === 'recommendation')
    return { reviewId: (state as StateOf['recommendation']).reviewId, recommendationId: state.id };
  if ('recommendationId' in state && recommendation)
    return { reviewId: recommendation.reviewId, recommendationId: recommendation.id };
  return { reviewId: null, recommendationId: null };
}
