import { Injectable } from '@nestjs/common';
import { Refusal, resendMax, type LiveEntry, type Topic } from '#contracts';
import { roomsFor, type Following } from '#permissions';
import { getRecommendation, getReview, missedEntries, Store } from '#store';
import { today } from '../reading/today.js';
import type { LiveSocket } from './live-socket.js';

const topicsMax = 500;

/** What came of working out the rooms of a socket. */
export interface WorkedOut {
  /** The person may do or hear other things than before. */
  isChanged: boolean;
  /** What the socket follows no more. */
  topics: Topic[];
}

/** Works out which rooms a socket is in: when it follows a topic, and again when rights change. */
@Injectable()
export class Subscriptions {
  constructor(private readonly store: Store) {}

  /** Joins the rooms of the topics. Refused where a topic names what the person may not read. */
  follow(socket: LiveSocket, topics: readonly Topic[]): Promise<void> {
    return inTurn(socket, async () => {
      socket.data.actor = await this.store.actors.of(socket.data.actor.personId);
      const followings = await Promise.all(topics.map((topic) => this.followingOf(socket, topic)));
      if (followings.includes(null)) throw new Refusal('not-found', 'there is nothing here to follow');
      if (new Set([...socket.data.topics, ...topics]).size > topicsMax)
        throw new Refusal('too-many-requests', `a socket follows ${topicsMax} topics at most`);
      await this.join(socket, followings);
      for (const topic of topics) socket.data.topics.add(topic);
    });
  }

  async unfollow(socket: LiveSocket, topics: readonly Topic[]): Promise<void> {
    for (const topic of topics) socket.data.topics.delete(topic);
    await this.workOut(socket);
  }

  /** Works the rooms of a socket out anew, by the rights that its person has now. */
  workOut(socket: LiveSocket): Promise<WorkedOut> {
    return inTurn(socket, async () => {
      const { actor } = socket.data;
      socket.data.actor = await this.store.actors.of(actor.personId);
      const topics = [...socket.data.topics];
      const followings = await Promise.all(topics.map((topic) => this.followingOf(socket, topic)));
      const before = audienceRooms(socket);
      for (const room of before) await socket.leave(room);
      await this.join(socket, followings);
      const lost = topics.filter((_topic, place) => followings[place] === null);
      for (const topic of lost) socket.data.topics.delete(topic);
      return {
        isChanged:
          JSON.stringify(actor.grants) !== JSON.stringify(socket.data.actor.grants) ||
          audienceRooms(socket).sort().join() !== before.sort().join(),
        topics: lost,
      };
    });
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
    const { actor } = socket.data;
    const reader = this.store.readingAs(actor);
    const entries = await missedEntries(reader, actor, since, within, resendMax + 1);
    return { entries: entries.slice(0, resendMax), isPartial: entries.length > resendMax };
  }

  private async followingOf(socket: LiveSocket, topic: Topic): Promise<Following | null> {
    const { actor } = socket.data;
    const reader = this.store.readingAs(actor);
    if (topic === 'all') return { topic: 'all' };
    const [kind, id = ''] = topic.split(':');
    if (kind === 'review')
      return (await getReview(reader, actor, id, today())) && { topic: 'review', reviewId: id };
    const recommendation = await getRecommendation(reader, actor, id, today());
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
}

/** Two who work on the rooms of a socket at once would join what the other has just left. */
function inTurn<T>(socket: LiveSocket, work: () => Promise<T>): Promise<T> {
  const working = socket.data.inHand.then(work);
  socket.data.inHand = working.catch(() => undefined);
  return working;
}

/** Rooms that stand for audiences have a bar in their names; a socket's own rooms do not. */
function audienceRooms(socket: LiveSocket): string[] {
  return [...socket.rooms].filter((room) => room.includes('|'));
}
