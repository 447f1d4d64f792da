import type { Say } from '../say.js';
import { aborted, stopSignal } from '../stopping.js';
import { exitCodes } from '../trouble.js';
import { Closing } from './closing.js';

/** Runs what `start` starts until Ctrl-C or SIGTERM, then closes it in order, whatever it had opened by then. */
export async function runUntilStopped(
  say: Say,
  start: (closing: Closing, stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = stopSignal(() => say.progress('Stopping …'));
  const closing = new Closing();
  try {
    await start(closing, stop.signal);
    await aborted(stop.signal);
  } finally {
    await closing.close();
    stop.dispose();
  }
}

/** What to do when the embedded database ends by itself: nothing works without it. */
export const endWithDatabase = (say: Say) => (): never => {
  say.fault('The database ended by itself, so Uphold stops.');
  process.exit(exitCodes.failed);
};
