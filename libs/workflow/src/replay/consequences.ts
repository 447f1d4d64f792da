import type { Event } from '#contracts';
import { differenceOf, Untold } from './open-values.js';
import type { ReplayedEntry } from './replayed-entry.js';

/** An event that a command causes beside its first, until its entry comes. */
export interface Consequence {
  event: Event;
  /** Index of the command's first entry. */
  index: number;
  /** The command's first entry. */
  cause: ReplayedEntry;
  /** The recommendation that the command was about. */
  recommendationId: string | undefined;
}

/**
 * How far after a command's first entry its others may stand: they are committed together, so they get their places
 * in one batch of the sequencer or in two that follow each other.
 */
export const farthest = 2000;

/**
 * Events that commands caused and whose entries are still to come. Until they came, nothing else happens to the
 * recommendation: its row is locked as long as the command's transaction lasts.
 */
export class Consequences {
  private readonly byRequest = new Map<string, Consequence[]>();
  private count = 0;

  expect(consequence: Consequence): void {
    const { requestId } = consequence.cause;
    const awaited = this.byRequest.get(requestId);
    if (awaited) awaited.push(consequence);
    else this.byRequest.set(requestId, [consequence]);
    this.count += 1;
  }

  /** The consequence that this entry records, which is no longer awaited; null where it records none. */
  claim({ requestId, action, objectId }: ReplayedEntry): Consequence | null {
    if (this.count === 0) return null;
    const found = this.byRequest
      .get(requestId)
      ?.find(({ event }) => event.action === action && (isNew(event) || event.objectId === objectId));
    if (found) this.drop(found);
    return found ?? null;
  }

  /** A consequence that had to come before anything else about this object or recommendation. */
  before(objectId: string, recommendationId: string | undefined): Consequence | null {
    return this.first(
      ({ event, recommendationId: about }) =>
        event.objectId === objectId || (about !== undefined && about === recommendationId),
    );
  }

  /** A consequence that had to come by this index. */
  overdueAt(now: number): Consequence | null {
    return this.first(({ index }) => now - index > farthest);
  }

  /** Waits for it no longer. */
  drop(consequence: Consequence): void {
    const { requestId } = consequence.cause;
    const left = (this.byRequest.get(requestId) ?? []).filter((one) => one !== consequence);
    if (left.length === 0) this.byRequest.delete(requestId);
    else this.byRequest.set(requestId, left);
    this.count -= 1;
  }

  /** Everything that is still awaited. */
  *outstanding(): Iterable<Consequence> {
    for (const awaited of this.byRequest.values()) yield* awaited;
  }

  private first(isSought: (consequence: Consequence) => boolean): Consequence | null {
    if (this.count === 0) return null;
    for (const consequence of this.outstanding()) if (isSought(consequence)) return consequence;
    return null;
  }
}

/** What is missing, in words. */
export function missing({ event, index, cause }: Consequence): string {
  const which = isNew(event) ? `a new ${event.objectType}` : `${event.objectType} ${event.objectId}`;
  return `'${cause.action}' at index ${index} must be followed by '${event.action}' of ${which}, and is not`;
}

/** Where an entry differs from the event that it must record, in words; or null. */
export function differenceFrom(event: Event, { objectId, body }: ReplayedEntry): string | null {
  return (
    differenceOf(objectId, event.objectId, 'objectId') ??
    differenceOf(body.set, event.set, 'set') ??
    differenceOf(body.was, event.was, 'was') ??
    differenceOf(saidOf(body), event.note, 'note')
  );
}

/** What a command said: not who did it where nobody acts. */
function saidOf({ note }: ReplayedEntry['body']): object {
  const { provider: _, ...said } = note;
  return said;
}

/** The same for an entry that follows from another: one person did both at one time. */
export function differenceFromConsequence(
  { event, cause }: Consequence,
  entry: ReplayedEntry,
): string | null {
  return (
    differenceOf(entry.at, cause.at, 'at') ??
    differenceOf(entry.actor, cause.actor, 'actor') ??
    differenceOf(entry.onBehalfOf, cause.onBehalfOf, 'onBehalfOf') ??
    differenceFrom(event, entry)
  );
}

const isNew = ({ objectId }: Event): boolean => (objectId as unknown) instanceof Untold;
