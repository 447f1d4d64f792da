import { setTimeout as sleep } from 'node:timers/promises';
import { exportPoint, type ExportPoint, type Store } from '#store';
import type { Say } from '../say.js';
import { Trouble } from '../trouble.js';

const waitMs = 15_000;
const lookEveryMs = 250;

/** Waits a while for a running signer to sign what the log holds by now. */
export async function awaitCheckpoint({ pool }: Store, say: Say, signal: AbortSignal): Promise<void> {
  let point = await exportPoint(pool);
  const wanted = point.logSize;
  const isThere = ({ checkpoint, isRedactedSince }: ExportPoint) =>
    !isRedactedSince && (checkpoint?.size ?? -1) >= wanted;
  if (!isThere(point) && point.isSigning) say.progress('Waiting for the signer to sign what is new …');
  const end = performance.now() + waitMs;
  while (!isThere(point) && point.isSigning && performance.now() < end) {
    await sleep(lookEveryMs, undefined, { signal });
    point = await exportPoint(pool);
  }
  if (!point.checkpoint)
    throw new Trouble(
      'failed',
      'No checkpoint of the history was signed yet. Start Uphold, which signs one, and try again.',
    );
  if (point.isRedactedSince)
    throw new Trouble(
      'failed',
      'A redaction is newer than the newest checkpoint. Start Uphold, which signs one, and try again.',
    );
}
