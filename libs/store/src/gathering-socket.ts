import { Socket } from 'node:net';

/**
 * A connection to PostgreSQL on which the prepared statements of one turn of the event loop leave in one system
 * call. The driver corks the stream for each of them; here it stays corked until the turn is over.
 */
export class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}
