import { Logger } from '@nestjs/common';
import type { LiveEntry } from '#contracts';
import { roomsOfEntry } from '#permissions';
import type { FeedEntry, Store } from '#store';
import type { LiveServer, LiveSocket } from './live-socket.js';
import type { Subscriptions } from './subscriptions.js';

/** Actions after which other people may read a recommendation than before. */
const readersChange = new Set([
  'recommendation.issued',
  'recommendation.assigned',
  'recommendation.classified',
  'recommendation.responded-to',
]);

/** Tells the sockets of this node what happened, and follows changes of rights. */
export class LiveAudience {
  private readonly logger = new Logger('Live');

  constructor(
    private readonly store: Store,
    private readonly subscriptions: Subscriptions,
  ) {}

  tell(server: LiveServer, entries: readonly FeedEntry[]): void {
    for (const entry of entries) {
      this.store.noticeChange(entry.objectType, entry.objectId);
      server.to(roomsOfEntry(entry)).emit('entry', frameOf(entry));
    }
    void this.followRights(server, entries);
  }

  endSession(server: LiveServer, sessionId: string): void {
    this.store.sessions.forget(sessionId);
    this.signOut(server, `session:${sessionId}`);
  }

  /** A socket whose rights cannot be worked out is cut off: it comes back and is let in anew. */
  private async followRights(server: LiveServer, entries: readonly FeedEntry[]): Promise<void> {
    for (const socket of await this.affectedBy(server, entries)) {
      try {
        if (await this.subscriptions.workOut(socket)) socket.emit('rights-changed');
      } catch (fault) {
        this.logger.error(fault);
        socket.disconnect(true);
      }
    }
  }

  private async affectedBy(server: LiveServer, entries: readonly FeedEntry[]): Promise<Set<LiveSocket>> {
    const affected = new Set<LiveSocket>();
    for (const { objectType, objectId, action } of entries) {
      if (action === 'person.deactivated' || action === 'person.password-set') {
        this.signOut(server, `person:${objectId}`);
      } else if (objectType === 'grant') {
        const holder = await this.holderOf(objectId);
        const concerned = holder ? socketsIn(server, `person:${holder}`) : server.sockets.values();
        for (const socket of concerned) affected.add(socket);
      } else if (objectType === 'entity') {
        for (const socket of server.sockets.values()) affected.add(socket);
      } else if (readersChange.has(action)) {
        for (const socket of this.subscriptions.followersOf(objectId)) affected.add(socket);
      }
    }
    return affected;
  }

  /** Whose grant it is; null where that cannot be found out, and everybody is concerned. */
  private async holderOf(grantId: string): Promise<string | null> {
    try {
      const text = 'select person_id as "personId" from "grant" where id = $1';
      const { rows } = await this.store.pool.query<{ personId: string }>(text, [grantId]);
      return rows[0]?.personId ?? null;
    } catch (fault) {
      this.logger.error(fault);
      return null;
    }
  }

  private signOut(server: LiveServer, room: string): void {
    server.in(room).emit('signed-out');
    server.in(room).disconnectSockets(true);
  }
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

function socketsIn(server: LiveServer, room: string): LiveSocket[] {
  return [...(server.adapter.rooms.get(room) ?? [])].flatMap((id) => {
    const socket = server.sockets.get(id);
    return socket ? [socket] : [];
  });
}
