import { Refusal } from '#contracts';
import type { Store } from '#store';
import { tokenInCookies } from '../session/cookie.js';
import { isSameHost } from '../session/session.guard.js';
import type { LiveSocket } from './live-socket.js';

/** Lets a socket in by the session cookie of its handshake, from this site alone. */
export async function admit(store: Store, socket: LiveSocket): Promise<void> {
  const { headers } = socket.handshake;
  if (headers.origin && !isSameHost(headers.origin, headers.host)) {
    throw new Refusal('not-permitted', 'this socket comes from another site');
  }
  const token = tokenInCookies(headers.cookie);
  const session = token ? await store.sessions.of(token) : null;
  if (!session) throw new Refusal('not-signed-in', 'sign in first');
  socket.data.actor = await store.actors.of(session.personId);
  socket.data.sessionId = session.id;
  socket.data.expiresAt = session.expiresAt;
  socket.data.topics = new Set();
  socket.data.inHand = Promise.resolve();
}
