import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { liveNamespace, socketEvents, type Subscribe, type Subscribed } from '#contracts';
import { Feed, mayChangeRights, runningAccess, Store, type FeedEntry } from '#store';
import { Protection } from '../protection/protection.js';
import { acknowledged } from './acknowledged.js';
import { admit } from './admission.js';
import { LiveAudience } from './live-audience.js';
import { bound } from './live-bounds.js';
import { LiveRights } from './live-rights.js';
import type { LiveServer, LiveSocket } from './live-socket.js';
import { Subscriptions } from './subscriptions.js';

/** How often it is looked what begins or ends by itself: rights, and the sessions behind the sockets, in milliseconds. */
const clockMs = 1000;
/** A timer waits no longer than this (2³¹ − 1 ms); what runs longer ends by the clock. */
const timerMaxMs = 2_147_483_647;

/**
 * The one socket door. It pushes where to look, never what is there, to rooms that stand for audiences; one read
 * of the log per growth serves every socket of this node.
 */
@WebSocketGateway({ namespace: liveNamespace, serveClient: false, maxHttpBufferSize: 16_384 })
export class LiveGateway
  implements OnGatewayInit, OnGatewayConnection, OnApplicationBootstrap, OnApplicationShutdown
{
  @WebSocketServer()
  private readonly server!: LiveServer;
  private readonly logger = new Logger('Live');
  private readonly feed: Feed;
  private readonly audience: LiveAudience;
  private readonly rights: LiveRights;
  private clock: NodeJS.Timeout | null = null;
  private stopHearing: () => void = () => undefined;

  constructor(
    private readonly store: Store,
    private readonly subscriptions: Subscriptions,
    private readonly protection: Protection,
  ) {
    this.audience = new LiveAudience(store);
    this.rights = new LiveRights(store, subscriptions);
    this.feed = new Feed({
      pool: store.pool,
      url: store.url,
      onEntries: (entries) => this.hear(entries),
      onSessionEnded: (sessionId) => this.audience.endSession(this.server, sessionId),
      onFault: (fault) => this.logger.error(fault),
    });
  }

  afterInit(server: LiveServer): void {
    server.use((socket, next) => {
      admit(this.store, socket)
        .then(() => {
          if (this.protection.limits) bound(server, socket, this.protection.limits);
          next();
        })
        .catch(next);
    });
  }

  handleConnection(socket: LiveSocket): void {
    void socket.join([`person:${socket.data.actor.personId}`, `session:${socket.data.sessionId}`]);
    const runsFor = Date.parse(socket.data.expiresAt) - Date.now();
    const expiry = setTimeout(
      () => runsFor <= timerMaxMs && this.audience.endSession(this.server, socket.data.sessionId),
      Math.min(runsFor, timerMaxMs),
    ).unref();
    socket.once('disconnect', () => clearTimeout(expiry));
    const { subscribe, unsubscribe } = socketEvents;
    socket.on(
      'subscribe',
      acknowledged(subscribe.frame, (frame) => this.subscribe(socket, frame)),
    );
    socket.on(
      'unsubscribe',
      acknowledged(unsubscribe.frame, async ({ topics }) => {
        await this.subscriptions.unfollow(socket, topics);
        return {};
      }),
    );
  }

  onApplicationBootstrap(): Promise<void> {
    this.stopHearing = this.store.rights.onChanges(
      (changes) => void this.rights.follow(this.server, changes),
    );
    this.store.rights.start((fault) => this.logger.error(fault));
    this.clock = setInterval(() => {
      void this.rights.followClock(this.server);
      this.endWhatRunsNoMore().catch((fault: unknown) => this.logger.error(fault));
    }, clockMs).unref();
    return this.feed.start();
  }

  onApplicationShutdown(): Promise<void> {
    this.stopHearing();
    if (this.clock) clearInterval(this.clock);
    this.store.rights.stop();
    return this.feed.stop();
  }

  /** What grew the log may have changed rights: the watch looks at once instead of when its time comes. */
  private hear(entries: readonly FeedEntry[]): void {
    this.audience.tell(this.server, entries);
    if (entries.some(({ action }) => mayChangeRights(action)))
      this.store.rights.look().catch((fault: unknown) => this.logger.error(fault));
  }

  /** Ends the sockets of sessions and tokens that ended unheard, or by their time. */
  private async endWhatRunsNoMore(): Promise<void> {
    const ids = new Set([...this.server.sockets.values()].map(({ data }) => data.sessionId));
    if (ids.size === 0) return;
    // An account that was closed is told so, not that its session ended.
    await this.store.rights.look();
    const running = await runningAccess(this.store.pool, [...ids]);
    for (const id of ids) if (!running.has(id)) this.audience.endSession(this.server, id);
  }

  /** Joins first and reads what was missed afterwards, so that nothing falls between the two. */
  private async subscribe(socket: LiveSocket, { topics, since }: Subscribe): Promise<Subscribed> {
    await this.subscriptions.follow(socket, topics);
    const head = this.feed.head;
    if (since === undefined || since >= head) return { head, isPartial: false };
    const { entries, isPartial } = await this.subscriptions.missed(socket, topics, since);
    for (const entry of entries) socket.emit('entry', entry);
    return { head: Math.max(head, entries.at(-1)?.index ?? head), isPartial };
  }
}
