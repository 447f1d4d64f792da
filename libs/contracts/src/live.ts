import { z } from 'zod';
import { Id, LeafIndex, ObjectVersion } from './primitives.js';
import { recordTypes } from './vocabulary.js';

/** The one socket.io namespace. */
export const liveNamespace = '/live';

/**
 * What a client may follow. `all`: everything in its scope; `review:<id>`; `recommendation:<id>`. What comes
 * is cut to the person's rights whatever the topic.
 */
export const Topic = z
  .string()
  .regex(/^(all|(review|recommendation):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/);
export type Topic = z.infer<typeof Topic>;

export const Subscribe = z.strictObject({
  topics: z.array(Topic).min(1).max(50),
  /** The last leaf index that the client saw; entries after it are sent again first. */
  since: z.int().min(-1).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type Subscribe = z.infer<typeof Subscribe>;

/** One entry of the log as it is pushed: where to look, nothing of the content. */
export const LiveEntry = z.object({
  index: LeafIndex,
  objectType: z.enum(recordTypes),
  objectId: Id,
  version: ObjectVersion,
  action: z.string(),
  reviewId: Id.nullable(),
  recommendationId: Id.nullable(),
});
export type LiveEntry = z.infer<typeof LiveEntry>;

/**
 * Answer to `subscribe`: the index up to which the client now knows everything. `isPartial` says that more
 * entries were missed than are sent again; the client then refetches what it shows.
 */
export const Subscribed = z.object({ head: z.int(), isPartial: z.boolean() });
export type Subscribed = z.infer<typeof Subscribed>;

/** Why somebody may do or read more or less than a moment ago. */
export const rightsCauses = [
  'granted',
  'grant-ended',
  'delegation-ended',
  'access-ended',
  'expired',
  'reclassified',
  'reassigned',
  'account-closed',
] as const;
export type RightsCause = (typeof rightsCauses)[number];

/**
 * What a client is told when its person's rights changed. Of recommendations it names those alone that the person
 * could read until now, for them to be forgotten.
 */
export const RightsChanged = z.object({
  cause: z.enum(rightsCauses),
  /** Read no more, with all that belongs to them; null where anything may be gone or have come. */
  recommendationIds: z.array(Id).nullable(),
  /** Followed no more. */
  topics: z.array(Topic),
});
export type RightsChanged = z.infer<typeof RightsChanged>;

/** Why a client is signed out: its session ended, by whatever hand, or its person's account was closed. */
export const signedOutCauses = ['session-ended', 'account-closed'] as const;
export type SignedOutCause = (typeof signedOutCauses)[number];

/** Every event that a client may send, and who may: whoever may read a topic is asked as it is followed. */
export const socketEvents = {
  subscribe: { permission: 'signed-in', frame: Subscribe, answer: Subscribed },
  unsubscribe: { permission: 'signed-in', frame: Subscribe.pick({ topics: true }), answer: z.object({}) },
} as const;

/** Client to server: event name → [frame, acknowledgement]. */
export interface ClientToServer {
  subscribe: (frame: Subscribe, acknowledge: (answer: Acknowledgement<Subscribed>) => void) => void;
  unsubscribe: (
    frame: Pick<Subscribe, 'topics'>,
    acknowledge: (answer: Acknowledgement<Record<string, never>>) => void,
  ) => void;
}
/** Server to client. `rights-changed`: forget what is gone. `signed-out`: the session ended. */
export interface ServerToClient {
  entry: (entry: LiveEntry) => void;
  'rights-changed': (change: RightsChanged) => void;
  'signed-out': (cause: SignedOutCause) => void;
}
/** Every acknowledgement is one of these; none is left hanging. */
export type Acknowledgement<T> = { ok: true; answer: T } | { ok: false; code: string; detail?: string };

/** How many missed entries are sent again at most after a reconnect. */
export const resendMax = 1000;
