import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { Actor, ClientToServer, ServerToClient, Topic } from '#contracts';

/** What the server knows of a connected client. */
export interface SocketData {
  actor: Actor;
  sessionId: string;
  /** When the session ends by itself, RFC 3339. */
  expiresAt: string;
  topics: Set<Topic>;
  /** What is being done about its rooms: one thing after another. */
  inHand: Promise<unknown>;
}

export type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type LiveServer = Namespace<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
