import type { LiveEntry, SignedOutCause } from '#contracts';
import { roomsOfEntry } from '#permissions';
import type { FeedEntry, Store } from '#store';
import type { LiveServer } from './live-socket.js';

/** Tells the sockets of this node what happened. */
export class LiveAudience {
  constructor(private readonly store: Store) {}

  tell(server: LiveServer, entries: readonly FeedEntry[]): void {
    for (const entry of entries) {
      this.store.noticeChange(entry.objectType, entry.objectId);
      server.to(roomsOfEntry(entry)).emit('entry', frameOf(entry));
    }
  }

  endSession(server: LiveServer, sessionId: string): void {
    this.store.noticeEnding(sessionId);
    signOut(server, `session:${sessionId}`);
  }
}

/** Ends every socket in a room, and says why. */
export function signOut(server: LiveServer, room: string, cause: SignedOutCause = 'session-ended'): void {
  server.in(room).emit('signed-out', cause);
  server.in(room).disconnectSockets(true);
}

/** Just where to look: nothing of what only some readers may know. */
function frameOf({
  index,
  objectType,
  objectId,
  version,
  action,
  reviewId,
  recommendationId,
}: FeedEntry): LiveEntry {
  return { index, objectType, objectId, version, action, reviewId, recommendationId };
}
