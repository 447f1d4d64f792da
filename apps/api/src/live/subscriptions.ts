import { Injectable } from '@nestjs/common';
import { Refusal, resendMax, type LiveEntry, type Topic } from '#contracts';
import { roomsFor, type Following } from '#permissions';
import { getRecommendation, missedEntries, Store } from '#store';
import { today } from '../reading/today.js';
import type { LiveSocket } from './live-socket.js';

const topicsMax = 500;

/** Works out which rooms a socket is in: when it follows a topic, and again when rights change. */
@Injectable()
export class Subscriptions {
  private readonly followers = new Map<string, Set<LiveSocket>>();

  constructor(private readonly store: Store) {}

  /** Joins the rooms of the topics. Refused where a topic names what the person may not read. */
  async follow(socket: LiveSocket, topics: readonly Topic[]): Promise<void> {
    const followings = await Promise.all(topics.map((topic) => this.followingOf(socket, topic)));
    if (followings.includes(null)) throw new Refusal('not-found', 'there is nothing here to follow');
    if (new Set([...socket.data.topics, ...topics]).size > topicsMax)
      throw new Refusal('too-many-requests', `a socket follows ${topicsMax} topics at most`);
    await this.join(socket, followings);
    for (const topic of topics) {
      socket.data.topics.add(topic);
      this.remember(socket, topic);
    }
  }

  /** Forgets a socket that is gone. */
  forget(socket: LiveSocket): void {
    for (const topic of socket.data.topics) this.dismiss(socket, topic);
  }

  async unfollow(socket: LiveSocket, topics: readonly Topic[]): Promise<void> {
    for (const topic of topics) {
      socket.data.topics.delete(topic);
      this.dismiss(socket, topic);
    }
    await this.workOut(socket);
  }

  /** Works the rooms of a socket out anew. True where it hears more or less than before. */
  async workOut(socket: LiveSocket): Promise<boolean> {
    socket.data.actor = await this.store.actors.of(socket.data.actor.personId);
    const topics = [...socket.data.topics];
    const followings = await Promise.all(topics.map((topic) => this.followingOf(socket, topic)));
    const before = audienceRooms(socket);
    for (const room of before) await socket.leave(room);
    await this.join(socket, followings);
    for (const [place, topic] of topics.entries()) {
      if (followings[place] !== null) continue;
      socket.data.topics.delete(topic);
      this.dismiss(socket, topic);
    }
    return audienceRooms(socket).sort().join() !== before.sort().join();
  }

  /** Sockets of this node that follow a recommendation by its own topic. */
  followersOf(recommendationId: string): readonly LiveSocket[] {
    return [...(this.followers.get(`recommendation:${recommendationId}`) ?? [])];
  }

  /** Entries that a client missed while it was away, and whether there were more than are sent again. */
  async missed(
    socket: LiveSocket,
    topics: readonly Topic[],
    since: number,
  ): Promise<{ entries: LiveEntry[]; isPartial: boolean }> {
    const idsOf = (kind: string) =>
      topics.flatMap((topic) => (topic.startsWith(`${kind}:`) ? [topic.slice(kind.length + 1)] : []));
    const within = topics.includes('all')
      ? 'all'
      : { reviewIds: idsOf('review'), recommendationIds: idsOf('recommendation') };
    const entries = await missedEntries(this.store.pool, socket.data.actor, since, within, resendMax + 1);
    return { entries: entries.slice(0, resendMax), isPartial: entries.length > resendMax };
  }

  private async followingOf(socket: LiveSocket, topic: Topic): Promise<Following | null> {
    if (topic === 'all') return { topic: 'all' };
    const [kind, id = ''] = topic.split(':');
    if (kind === 'review') return { topic: 'review', reviewId: id };
    const recommendation = await getRecommendation(this.store.pool, socket.data.actor, id, today());
    return recommendation && { topic: 'recommendation', recommendation, reviewId: recommendation.reviewId };
  }

  private async join(socket: LiveSocket, followings: readonly (Following | null)[]): Promise<void> {
    // A socket that left while it was being worked out would stay in its rooms for ever.
    if (!socket.connected) return;
    const rooms = followings.flatMap((following) =>
      following ? roomsFor(socket.data.actor, following) : [],
    );
    await socket.join(rooms);
  }

  private remember(socket: LiveSocket, topic: Topic): void {
    if (!socket.connected || !topic.startsWith('recommendation:')) return;
    const followers = this.followers.get(topic) ?? new Set<LiveSocket>();
    followers.add(socket);
    this.followers.set(topic, followers);
  }

  private dismiss(socket: LiveSocket, topic: Topic): void {
    const followers = this.followers.get(topic);
    followers?.delete(socket);
    if (followers?.size === 0) this.followers.delete(topic);
  }
}

/** Rooms that stand for audiences have a bar in their names; a socket's own rooms do not. */
function audienceRooms(socket: LiveSocket): string[] {
  return [...socket.rooms].filter((room) => room.includes('|'));
}
