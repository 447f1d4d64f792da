import { exitCodes } from './trouble.js';

/** Resolves on the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function stopSignal(onFirst: () => void): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const hear = () => {
    if (controller.signal.aborted) process.exit(exitCodes.cancelled);
    controller.abort();
    onFirst();
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off('SIGINT', hear);
      process.off('SIGTERM', hear);
    },
  };
}

/** Waits until the signal is given. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
