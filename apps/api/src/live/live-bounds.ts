import { Refusal } from '#contracts';
import type { Limits } from '../protection/pace.js';
import { Pace } from '../protection/pace.js';
import type { LiveServer, LiveSocket } from './live-socket.js';

/** How many frames in a row may be refused before the line is cut. */
const patience = 100;

/** Holds an admitted socket to what one person and one socket may take. */
export function bound(server: LiveServer, socket: LiveSocket, limits: Limits): void {
  const open = server.adapter.rooms.get(`person:${socket.data.actor.personId}`)?.size ?? 0;
  if (open >= limits.socketsOfPerson)
    throw new Refusal('too-many-requests', `a person has ${limits.socketsOfPerson} sockets at most`);
  const pace = new Pace(limits.frames);
  let refused = 0;
  socket.use((packet, next) => {
    if (pace.take('frames') === 0) {
      refused = 0;
      next();
      return;
    }
    const acknowledge: unknown = packet.at(-1);
    if (typeof acknowledge === 'function') acknowledge({ ok: false, code: 'too-many-requests' });
    refused += 1;
    if (refused > patience) socket.disconnect(true);
  });
}
