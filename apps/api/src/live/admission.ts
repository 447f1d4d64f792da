import { Refusal } from '#contracts';
import type { Store } from '#store';
import { tokenInCookies } from '../session/cookie.js';
import { refuseWithoutFactor } from '../session/needed-factor.js';
import type { LiveSocket } from './live-socket.js';

/** Lets a socket in by the session cookie of its handshake; where it comes from was asked before. */
export async function admit(store: Store, socket: LiveSocket): Promise<void> {
  const { headers } = socket.handshake;
  const token = tokenInCookies(headers.cookie);
  const session = token ? await store.sessions.of(token) : null;
  if (!session) throw new Refusal('not-signed-in', 'sign in first');
  const actor = await store.actors.of(session.personId);
  await refuseWithoutFactor(store, session, actor);
  socket.data.actor = actor;
  socket.data.sessionId = session.id;
  socket.data.expiresAt = session.expiresAt;
  socket.data.topics = new Set();
  socket.data.inHand = Promise.resolve();
}
