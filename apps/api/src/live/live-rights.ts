import { Logger } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Actor, RightsCause } from '#contracts';
import { canRead } from '#permissions';
import type { Readership, RightsChange, Store } from '#store';
import { signOut } from './live-audience.js';
import type { LiveServer, LiveSocket } from './live-socket.js';
import type { Subscriptions } from './subscriptions.js';

/** Takes from the sockets of this node what their people may hear no longer, and tells them what is gone and why. */
export class LiveRights {
  private readonly logger = new Logger('Live');

  constructor(
    private readonly store: Store,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Follows changes of rights, each socket by itself: one that cannot be worked out is cut off and comes back. */
  async follow(server: LiveServer, changes: readonly RightsChange[]): Promise<void> {
    for (const { cause, personId } of changes)
      if (cause === 'account-closed') signOut(server, `person:${personId}`, cause);
    const lost = new LostTo(changes);
    for (const socket of [...server.sockets.values()]) {
      await this.doOrCut(socket, () => this.followFor(socket, changes, lost));
      await breathe();
    }
  }

  /** Follows what begins and ends by the clock alone, of which no entry tells. Asked every second, it costs nothing. */
  async followClock(server: LiveServer): Promise<void> {
    for (const socket of [...server.sockets.values()]) {
      const { actor } = socket.data;
      if (!actor.changesAt) continue;
      await this.doOrCut(socket, async () => {
        const now = await this.store.actors.of(actor.personId);
        if (now === actor || now === socket.data.actor) return;
        const held = new Set(actor.grants.map((grant) => JSON.stringify(grant)));
        const isMore = now.grants.some((grant) => !held.has(JSON.stringify(grant)));
        await this.changeOwn(socket, isMore ? 'granted' : 'expired');
      });
    }
  }

  /** Works out anew what a person may hear, for a cause that lies in the person's own rights. */
  async changeOwn(socket: LiveSocket, cause: RightsCause): Promise<void> {
    await this.doOrCut(socket, async () => {
      const { isChanged, topics } = await this.subscriptions.workOut(socket);
      if (isChanged) socket.emit('rights-changed', { cause, recommendationIds: null, topics });
    });
  }

  private async followFor(socket: LiveSocket, changes: readonly RightsChange[], lost: LostTo): Promise<void> {
    const { actor } = socket.data;
    const own = changes.find((change) => !change.recommendation && concerns(change, actor));
    if (own) return this.changeOwn(socket, own.cause);
    const isFollowed = lost.moved.some(({ before }) => socket.data.topics.has(`recommendation:${before.id}`));
    const topics = isFollowed ? (await this.subscriptions.workOut(socket)).topics : [];
    const gone = lost.to(actor);
    if (gone.ids.length === 0 && topics.length === 0) return;
    socket.emit('rights-changed', { cause: gone.cause, recommendationIds: gone.ids, topics });
  }

  private async doOrCut(socket: LiveSocket, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (fault) {
      this.logger.error(fault);
      socket.disconnect(true);
    }
  }
}

function concerns({ personId, deputyIds }: RightsChange, { personId: own }: Actor): boolean {
  return personId === null || personId === own || deputyIds.includes(own);
}

/** Recommendations that changed hands or marking; worked out once for a person, however many sockets they have. */
class LostTo {
  readonly moved: { cause: RightsCause; before: Readership; now: Readership }[];
  private readonly known = new Map<Actor, { cause: RightsCause; ids: string[] }>();

  constructor(changes: readonly RightsChange[]) {
    this.moved = changes.flatMap(({ cause, recommendation }) =>
      recommendation ? [{ cause, ...recommendation }] : [],
    );
  }

  /** Those that the person could read and no longer can. */
  to(actor: Actor): { cause: RightsCause; ids: string[] } {
    const known = this.known.get(actor);
    if (known) return known;
    const reads = (recommendation: Readership) => canRead(actor, 'recommendation', { recommendation });
    const gone = this.moved.filter(({ before, now }) => reads(before) && !reads(now));
    const found = {
      cause: gone[0]?.cause ?? ('reclassified' as const),
      ids: [...new Set(gone.map(({ before }) => before.id))],
    };
    this.known.set(actor, found);
    return found;
  }
}
