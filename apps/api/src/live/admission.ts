import { Refusal } from '#contracts';
import type { Session, Store } from '#store';
import { tokenInCookies, tokenInHeader } from '../session/cookie.js';
import { refuseWithoutFactor } from '../session/needed-factor.js';
import type { LiveSocket } from './live-socket.js';

/** Lets a socket in by the session cookie or the API token of its handshake; where it comes from was asked before. */
export async function admit(store: Store, socket: LiveSocket): Promise<void> {
  const session = await openedBy(store, socket.handshake.headers);
  if (!session) throw new Refusal('not-signed-in', 'sign in first');
  const actor = await store.actors.of(session.personId);
  await refuseWithoutFactor(store, session, actor);
  socket.data.actor = actor;
  socket.data.sessionId = session.id;
  socket.data.expiresAt = session.expiresAt;
  socket.data.topics = new Set();
  socket.data.inHand = Promise.resolve();
}

/** The session of the cookie, or the API token of the Authorization header. */
async function openedBy(
  store: Store,
  { authorization, cookie }: LiveSocket['handshake']['headers'],
): Promise<Session | null> {
  const token = authorization === undefined ? tokenInCookies(cookie) : tokenInHeader(authorization);
  if (!token) return null;
  return authorization === undefined ? store.sessions.of(token) : store.tokens.of(token);
}
