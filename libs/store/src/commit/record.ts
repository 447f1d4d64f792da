import { v7 as uuid } from 'uuid';
import type { Event, ObjectType, StateOf } from '#contracts';
import { evolve } from '#workflow';
import { entryOf, type Entry } from '../log/entries.js';
import type { LoadedWorld } from './load-world.js';

/** Where an object stands after the events of a command. */
export interface ChangedRow<T extends ObjectType = ObjectType> {
  objectType: T;
  before: StateOf[T] | null;
  after: StateOf[T];
  /** Leaf hash of its newest entry, hex. */
  headHash: string;
}

/** What surrounds every entry of one command. */
export interface Occasion {
  at: string;
  actorId: string | null;
  onBehalfOfId: string | null;
  requestId: string;
  /** By whose word it is done, where nobody acts. */
  provider?: string | undefined;
}

/** Folds the events into rows and writes their entries, each with the hash of the object's entry before. */
export function record(
  events: readonly Event[],
  { world, headHashes }: LoadedWorld,
  occasion: Occasion,
): { rows: ChangedRow[]; entries: Entry[] } {
  const rows = new Map<string, ChangedRow>();
  const entries: Entry[] = [];
  for (const event of events) {
    const row = rows.get(event.objectId);
    const before = row ? row.before : stateBefore(world, event);
    const current = row ? row.after : before;
    const objectVersion = (current?.version ?? 0) + 1;
    const after = evolve<ObjectType>(current, event, { at: occasion.at, objectVersion });
    const entry = entryOf(told(event, occasion), {
      ...occasion,
      id: uuid(),
      objectVersion,
      prevHash: row?.headHash ?? headHashes.get(event.objectId) ?? null,
      ...placeOf(event.objectType, after, world.recommendation),
    });
    entries.push(entry);
    rows.set(event.objectId, { objectType: event.objectType, before, after, headHash: entry.hash });
  }
  return { rows: [...rows.values()], entries };
}

/** The event with what its occasion has to say. */
function told(event: Event, { provider }: Occasion): Event {
  return provider === undefined ? event : { ...event, note: { ...event.note, provider } };
}

function stateBefore(
  world: LoadedWorld['world'],
  { objectType, objectId, action }: Event,
): StateOf[ObjectType] | null {
  const own = world[objectType];
  if (own?.id === objectId) return own;
  const other = world.openProposals?.find(({ id }) => id === objectId);
  if (other) return other;
  if (/\.(created|drafted|made|planned|added|posted|given|founded|requested)$/.test(action)) return null;
  throw new Error(`'${action}' changes an object that was not loaded`);
}

/** The review and recommendation that an entry belongs to, by which its readers are told. */
function placeOf(
  objectType: ObjectType,
  state: StateOf[ObjectType],
  loaded: StateOf['recommendation'] | undefined,
): { reviewId: string | null; recommendationId: string | null } {
  if (objectType === 'review') return { reviewId: state.id, recommendationId: null };
  if (objectType === 'recommendation') {
    return { reviewId: (state as StateOf['recommendation']).reviewId, recommendationId: state.id };
  }
  if (objectType === 'emergency-access') {
    const { scopeType, scopeId } = state as StateOf['emergency-access'];
    if (scopeType === 'review') return { reviewId: scopeId, recommendationId: null };
    return { reviewId: loaded?.reviewId ?? null, recommendationId: loaded?.id ?? null };
  }
  if ('recommendationId' in state && loaded)
    return { reviewId: loaded.reviewId, recommendationId: loaded.id };
  return { reviewId: null, recommendationId: null };
}
