import { io, type Socket } from 'socket.io-client';
import {
  liveNamespace,
  type ClientToServer,
  type LiveEntry,
  type RightsChanged,
  type ServerToClient,
  type SignedOutCause,
} from '#contracts';

export type Connection = 'connecting' | 'live' | 'lost';

export interface FeedEars {
  onConnection: (connection: Connection) => void;
  /** Entries in batches, and the newest index that is known. */
  onEntries: (entries: readonly LiveEntry[], head: number) => void;
  /** Too much was missed to be told one by one: all that is shown may be out of date. */
  onEverything: () => void;
  /** The connection is back. Entries are sent again, but rights may have changed meanwhile without a word. */
  onBack: () => void;
  onRights: (change: RightsChanged) => void;
  onSignedOut: (cause: SignedOutCause) => void;
}

const gatherFor = 100;

/**
 * Follows the log. Entries are gathered for a moment, so that a burst costs one round of questions. After a
 * broken connection it asks from the last index it saw and so misses nothing. Answers how to stop.
 */
export function followFeed(startAt: number, ears: FeedEars): () => void {
  const socket: Socket<ServerToClient, ClientToServer> = io(liveNamespace, {
    transports: ['websocket', 'polling'],
  });
  let seen = startAt;
  let wasLost = false;
  let gathered: LiveEntry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    timer = undefined;
    const entries = gathered;
    gathered = [];
    ears.onEntries(entries, seen);
  };
  const gather = (entry: LiveEntry) => {
    seen = Math.max(seen, entry.index);
    gathered.push(entry);
    timer ??= setTimeout(tell, gatherFor);
  };
  const subscribe = () =>
    socket.emit('subscribe', { topics: ['all'], ...(seen >= 0 && { since: seen }) }, (answered) => {
      if (!answered.ok) return ears.onConnection('lost');
      seen = Math.max(seen, answered.answer.head);
      if (answered.answer.isPartial) ears.onEverything();
      else if (wasLost) ears.onBack();
      wasLost = false;
      ears.onConnection('live');
      ears.onEntries([], seen);
    });

  socket.on('connect', subscribe);
  socket.on('entry', gather);
  socket.on('disconnect', () => {
    wasLost = true;
    ears.onConnection('lost');
  });
  socket.on('connect_error', () => ears.onConnection('lost'));
  socket.on('rights-changed', ears.onRights);
  socket.on('signed-out', ears.onSignedOut);
  return () => {
    clearTimeout(timer);
    socket.disconnect();
  };
}
